import { beforeAll, describe, expect, it, vi } from "vitest";

beforeAll(() => {
  vi.stubGlobal("location", { search: "", pathname: "/ui/" });
  vi.stubGlobal("addEventListener", () => {});
  vi.stubGlobal("Audio", class extends EventTarget {});
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
});

describe("settings", () => {
  it("are as usual where what was stored is nonsense", async () => {
    const { DEFAULTS, parseSettings } = await import("../src/settings.js");
    expect(parseSettings("{")).toEqual(DEFAULTS);
    expect(parseSettings(null)).toEqual(DEFAULTS);
    expect(parseSettings('{"left":"wide","columns":{},"theme":"light","nonsense":1}')).toEqual({ ...DEFAULTS, theme: "light" });
  });
});

describe("player", () => {
  it("brings a sound to the matched loudness, but not over full scale", async () => {
    const { MATCHED_LUFS, matchingGain } = await import("../src/player.js");
    expect(matchingGain(MATCHED_LUFS, -1)).toBe(1);
    expect(matchingGain(MATCHED_LUFS + 6.0206, 0)).toBeCloseTo(0.5);
    expect(matchingGain(MATCHED_LUFS - 20, -6.0206)).toBeCloseTo(2); // held back by its peak
    expect(matchingGain(null, null)).toBe(1);
  });
});

describe("rows", () => {
  it("read what a search by ear names", async () => {
    const { likes } = await import("../src/rows.js");
    expect(likes("3,+7,-9,+11")).toEqual({ region: 3, like: [7, 11], unlike: [9] });
  });
});
