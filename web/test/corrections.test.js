import { describe, expect, it } from "vitest";
import { shownOfRegion, shownValues } from "../src/corrections.js";

const summary = { kind: "music", tempo: { bpm: 48, time_signature: "6/8" }, key: { key: "G major" } };

describe("shownValues", () => {
  it("shows what was found where nothing is corrected", () => {
    const shown = shownValues({ summary, regions: [{}], overrides: null });
    expect(shown.bpm).toEqual({ value: 48, found: 48, corrected: false });
    expect(shown.key.value).toBe("G major");
  });

  it("shows the user's word, also that there is none, and keeps what was found", () => {
    const shown = shownValues({ summary, regions: [{}, {}], overrides: { "tempo.bpm": 144, "key.key": null } });
    expect(shown.bpm).toEqual({ value: 144, found: 48, corrected: true });
    expect(shown.key).toEqual({ value: null, found: "G major", corrected: true });
  });

  it("takes the word of an only region, and the file's before it", () => {
    const region = { overrides: { "tempo.bpm": 96, kind: "note" } };
    const shown = shownValues({ summary, regions: [region], overrides: { "tempo.bpm": 144 } });
    expect(shown.bpm.value).toBe(144);
    expect(shown.kind.value).toBe("note");
    expect(shownValues({ summary, regions: [region, {}], overrides: null }).bpm.value).toBe(48);
  });

  it("has nothing to show of a file without a summary", () => {
    expect(shownValues({ summary: null, regions: [] }).kind).toEqual({ value: null, found: null, corrected: false });
  });
});

describe("shownOfRegion", () => {
  const region = { overrides: { "key.key": "C major" } };

  it("takes the region's word, then the file's where it is the only one", () => {
    const document = { regions: [region], overrides: { "tempo.bpm": 144, "key.key": "D major" } };
    expect(shownOfRegion(document, region, "tempo.bpm", 48)).toBe(144);
    expect(shownOfRegion(document, region, "key.key", "G major")).toBe("C major");
    expect(shownOfRegion({ ...document, regions: [region, {}] }, region, "tempo.bpm", 48)).toBe(48);
  });
});
