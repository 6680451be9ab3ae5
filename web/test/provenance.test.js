import { describe, expect, it } from "vitest";
import { foundBy, gapsOf, nothingFound, worthAgain } from "../src/provenance.js";

/** @param {Record<string, any>} analyses */
const region = (analyses) => ({ analyses });
const missing = { status: "skipped", version: "1.0", error: { code: "model_missing", message: "no network" } };
const short = { status: "skipped", version: "1.0", error: { code: "too_short", message: "shorter than 1 s" } };
const broken = { status: "failed", version: "1.0", error: { code: "analyzer_failed", message: "out of range" } };

describe("foundBy", () => {
  it("names the analyzer, its version, its method and what it took in", () => {
    const key = { status: "ok", version: "1.1", inputs: { classification: "ok" }, result: { key: "C major", method: "native" } };
    expect(foundBy([region({ key }), region({ key })], "key")).toBe("by key 1.1 (native), from the sound and classification");
  });

  it("tells what it had to do without", () => {
    const classification = { status: "ok", version: "2.3", inputs: { activations: "substitute", content: "ok" }, result: { kind: "music", model: null } };
    expect(foundBy([region({ classification })], "classification")).toBe("by classification 2.3, from the sound and content, with a substitute for activations");
  });

  it("says nothing where nothing was found", () => expect(foundBy([region({ tempo: broken })], "tempo")).toBe(""));
});

describe("what has no result", () => {
  const ok = { status: "ok", version: "1.0", inputs: { activations: "substitute" }, result: {} };

  it("is told once for all regions", () => {
    expect(gapsOf({ regions: [region({ notes: missing }), region({ notes: missing, key: ok })] })).toEqual([{ status: "skipped", analyzer: "notes", code: "model_missing", message: "no network", regions: 2 }]);
  });

  it("is worth another try where the reason may be gone, with all that builds on it", () => {
    const document = { regions: [region({ activations: missing, content: ok, tempo: { ...ok, inputs: { content: "ok" } }, loudness: { ...ok, inputs: {} }, pitch: short })] };
    expect(worthAgain(document)).toEqual(["activations", "content", "tempo"]);
    expect(worthAgain({ regions: [region({ pitch: short })] })).toEqual([]);
  });

  it("is all there is when no analyzer has one", () => {
    expect(nothingFound({ regions: [region({ key: broken, notes: missing })] })).toBe(true);
    expect(nothingFound({ regions: [region({ key: broken, tempo: ok })] })).toBe(false);
    expect(nothingFound({ regions: [] })).toBe(false);
  });
});
