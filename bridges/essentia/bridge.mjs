// Key by Essentia's KeyExtractor, as a bridge (docs/bridge-protocol.md). One process and one WebAssembly instance serve many regions.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const { Essentia, EssentiaWASM } = createRequire(import.meta.url)("essentia.js");

const MAJOR = ["C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"];
const MINOR = ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "G#", "A", "Bb", "B"];

// KeyExtractor's own defaults, by name and in its order, but for the rate.
const DEFAULTS = {
  averageDetuningCorrection: true,
  frameSize: 4096,
  hopSize: 4096,
  hpcpSize: 12,
  maxFrequency: 3500,
  maximumSpectralPeaks: 60,
  minFrequency: 25,
  pcpThreshold: 0.2,
  profileType: "bgate",
  sampleRate: 44100,
  spectralPeaksThreshold: 0.0001,
  tuningFrequency: 440,
  weightType: "cosine",
  windowType: "hann",
};

// docs/measurements.md of Audio Intelligence Sampler has the figures of all profiles.
const ACCURACY = { value: 0.807, set: "DEV music set, MIREX weighted, 29 excerpts" };

const essentia = new Essentia(EssentiaWASM);
const metadata = {
  method: `essentia KeyExtractor ${DEFAULTS.profileType}`,
  environment: `node ${process.versions.node}`,
  accuracy_rate: ACCURACY,
  essentia_version: essentia.version,
};

const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

function analyze({ path, sample_rate }) {
  const bytes = readFileSync(path);
  const samples = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  if (samples.length < DEFAULTS.frameSize) {
    return { status: "skipped", code: "too_short", error: `${DEFAULTS.frameSize / sample_rate} s are needed` };
  }

  const vector = essentia.arrayToVector(samples);
  let found;
  try {
    found = essentia.KeyExtractor(vector, ...Object.values({ ...DEFAULTS, sampleRate: sample_rate }));
  } finally {
    vector.delete();
  }

  // Essentia names a key for silence too; the strength then is -1.
  return found.strength > 0 ? { status: "ok", ...success(found) } : { status: "ok", ...noKey() };
}

function success({ key, scale, strength }) {
  const pitchClass = pitchClassOf(key);
  const tonic = (scale === "major" ? MAJOR : MINOR)[pitchClass];
  return {
    result: {
      success: true,
      key: `${tonic} ${scale}`,
      tonic,
      mode: scale,
      confidence: null,
      score: Math.min(1, strength),
      analysis_metadata: metadata,
    },
    reasons: { confidence: "Essentia gives a correlation, which is no probability: see score" },
  };
}

function noKey() {
  const reason = "nothing pitched that resembles a key";
  return {
    result: { success: false, key: null, tonic: null, mode: null, confidence: null, score: null, analysis_metadata: metadata },
    reasons: { key: reason, tonic: reason, mode: reason, confidence: reason, score: reason },
  };
}

function pitchClassOf(name) {
  const natural = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 }[name[0]];
  return (natural + (name[1] === "#" ? 1 : name[1] === "b" ? 11 : 0)) % 12;
}

try {
  for await (const line of createInterface({ input: process.stdin })) {
    const message = JSON.parse(line);
    if (message.type === "hello") {
      say({
        type: "ready",
        protocol: 1,
        analyzers: [{ name: "essentia_key", version: "1.0" }],
        environment: { name: "node", version: process.versions.node },
      });
    } else {
      say({ type: "answer", id: message.id, ...analyze(message.signals.analysis) });
    }
  }
} catch (error) {
  // WebAssembly that has failed once can't be trusted again: the worker starts a new process for the next region.
  console.error(error?.message ?? `Essentia failed with code ${error}`);
  process.exit(1);
}
