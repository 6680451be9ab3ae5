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
  const rises = (i) => i > 0 && i < samples.length && samples[i - 1] < 0 && samples[i] >= 0;
  const start = nearest(samples, rises, samples.findIndex(heard), -1);
  const end = nearest(samples, rises, samples.findLastIndex(heard), 1);
  if (start === null || start === end) {
    const reason = start === null ? "the wave never crosses zero" : "the wave crosses zero only once";
    const none = { start_s: null, end_s: null, trimmed_s: null, crossings_per_s: null };
    return { status: "ok", result: none, reasons: Object.fromEntries(Object.keys(none).map((name) => [name, reason])) };
  }

  let crossings = 0;
  for (let i = start; i < end; i++) if (rises(i)) crossings++;
  const seconds = (end - start) / sample_rate;
  return {
    status: "ok",
    result: {
      start_s: round(start_s + start / sample_rate),
      end_s: round(start_s + end / sample_rate),
      trimmed_s: round(samples.length / sample_rate - seconds),
      crossings_per_s: round(crossings / seconds),
    },
  };
}

// The crossing next to a sample: outwards first, so that nothing that is heard is lost; inwards where there is none.
function nearest(samples, rises, from, outwards) {
  for (const step of [outwards, -outwards]) {
    for (let i = from; i >= 0 && i < samples.length; i += step) if (rises(i)) return i;
  }
  return null;
}

function round(seconds) {
  return Math.round(seconds * 1e5) / 1e5;
}
