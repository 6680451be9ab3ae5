// A bridge in Node that needs nothing installed: where to cut a region so that the slice doesn't click.
// The protocol is docs/bridge-protocol.md: a JSON object a line, in on standard input, out on standard output.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const HEARD = 0.001; // of the peak: -60 dB

const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.type === "hello") {
    say({
      type: "ready",
      protocol: 1,
      analyzers: [{ name: "clean_cuts", version: "1.0" }],
      environment: { name: "node", version: process.versions.node },
    });
  } else {
    say({ type: "answer", id: message.id, ...analyze(message.signals.network) });
  }
}

function analyze({ path, sample_rate, start_s }) {
  const bytes = readFileSync(path);
  const samples = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  if (peak === 0) return { status: "skipped", code: "silent", error: "nothing is to be heard" };

  const heard = (sample) => Math.abs(sample) > HEARD * peak;
  const rises = (i) => samples[i - 1] < 0 && samples[i] >= 0;
  let start = samples.findIndex(heard);
  while (start > 0 && !rises(start)) start--;
  let end = samples.findLastIndex(heard) + 1;
  while (end < samples.length && !rises(end)) end++;

  const reasons = {};
  const begins = start > 0 || Math.abs(samples[0]) <= HEARD * peak;
  if (!begins) reasons.start_s = "loud from the first sample on, and no crossing before it";
  if (end >= samples.length) reasons.end_s = "no crossing after it has died away";
  const complete = begins && end < samples.length;
  if (!complete) reasons.trimmed_s = reasons.crossings_per_s = "no cuts on both sides";

  let crossings = 0;
  for (let i = start + 1; i <= end; i++) if (rises(i)) crossings++;
  const seconds = (end - start) / sample_rate;
  return {
    status: "ok",
    result: {
      start_s: begins ? round(start_s + start / sample_rate) : null,
      end_s: end < samples.length ? round(start_s + end / sample_rate) : null,
      trimmed_s: complete ? round(samples.length / sample_rate - seconds) : null,
      crossings_per_s: complete && seconds > 0 ? round(crossings / seconds) : null,
    },
    reasons,
  };
}

function round(seconds) {
  return Math.round(seconds * 1e5) / 1e5;
}
