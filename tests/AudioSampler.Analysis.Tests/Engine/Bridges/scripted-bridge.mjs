// A bridge that does what a test tells it: node scripted-bridge.mjs BEHAVIOUR.
import { readFileSync, closeSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { spawn } from "node:child_process";

const behaviour = process.argv[2];
const say = (message) => writeSync(1, `${JSON.stringify(message)}\n`);
const answers = {
  good: (q) => ok(q, { pid: process.pid, name: q.file.name, secret: process.env.AIS_API_KEY ?? null, ...measure(q) }),
  inputs: (q) => ok(q, { inputs: q.inputs }),
  because: (q) => say({ type: "answer", id: q.id, status: "ok", result: { x: null }, reasons: { x: "unknown" }, substituted: ["other"] }),
  stranger: (q) => say({ type: "answer", id: q.id, status: "ok", result: {}, substituted: ["nobody"] }),
  fail: (q) => say({ type: "answer", id: q.id, status: "failed", error: "no\nluck" }),
  skip: (q) => say({ type: "answer", id: q.id, status: "skipped", code: "too_short", error: "a second is needed" }),
  "skip-badly": (q) => say({ type: "answer", id: q.id, status: "skipped", code: "lazy", error: "?" }),
  die: () => {
    console.error("first word");
    console.error("out of luck");
    process.exit(3);
  },
  "die-first": (q) => (q.region.index === 0 ? process.kill(process.pid, "SIGKILL") : answers.good(q)),
  hang: () => {},
  chatty: (q) => {
    for (let i = 0; i < 2000; i++) process.stderr.write(`${"x".repeat(4000)}\n`);
    answers.good(q);
  },
  rubbish: (q) => {
    writeSync(1, "Loading \u0007model… 50 %\n");
    answers.good(q);
  },
  "rubbish-first": (q) => (q.region.index === 0 ? answers.rubbish(q) : answers.good(q)),
  long: () => {
    const block = Buffer.alloc(1 << 20, "x");
    for (let i = 0; i < 66; i++) writeSync(1, block);
  },
  "wrong-id": (q) => ok({ ...q, id: q.id + 1 }, {}),
  nan: (q) => writeSync(1, `{"type":"answer","id":${q.id},"status":"ok","result":{"x":NaN}}\n`),
  infinite: (q) => writeSync(1, `{"type":"answer","id":${q.id},"status":"ok","result":{"x":[1,1e999]}}\n`),
  text: (q) => ok(q, "text"),
  deep: (q) => writeSync(1, `{"type":"answer","id":${q.id},"status":"ok","result":${"[".repeat(2000)}${"]".repeat(2000)}}\n`),
  memory: () => {
    const held = [];
    setInterval(() => held.push(Buffer.alloc(32 << 20, 1)), 10);
  },
  "memory-of-child": () =>
    spawn(process.execPath, ["-e", "const held = []; setInterval(() => held.push(Buffer.alloc(32 << 20, 1)), 10)"]).on("exit", () => {}),
  closes: () => {
    closeSync(1);
    setInterval(() => {}, 1000);
  },
};

function ok(question, result) {
  say({ type: "answer", id: question.id, status: "ok", result });
}

function measure({ signals }) {
  const { path, sample_rate, length } = signals.analysis;
  const bytes = readFileSync(path);
  const samples = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  return { path, sample_rate, length, samples: samples.length, peak: samples.reduce((a, b) => Math.max(a, b), 0) };
}

if (behaviour === "never-ready") setInterval(() => {}, 1000);
else {
  if (behaviour === "talks-first") console.log("Welcome!");
  for await (const line of createInterface({ input: process.stdin })) {
    const message = JSON.parse(line);
    if (message.type === "hello")
      say({
        type: "ready",
        protocol: behaviour === "old" ? 0 : 1,
        analyzers: [{ name: "scripted", version: behaviour === "newer" ? "9.0" : "1.0" }],
        environment: { name: "node", version: process.versions.node },
      });
    else answers[behaviour](message);
  }
}
