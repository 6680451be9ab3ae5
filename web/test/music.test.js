import { describe, expect, it } from "vitest";
import { KEYS, keyText, openKey, pitchName } from "../src/keynames.js";
import { bytesOf, heat } from "../src/lanes.js";
import { snap } from "../src/snap.js";
import { TapTempo } from "../src/tap.js";

describe("keys of music", () => {
  it("are the same in Camelot and Open Key, all round the circle", () => {
    // The published tables: 8A = 1m = A minor, 5A = 10m, 7B = 12d, 1B = 6d.
    expect(["8A", "5A", "7B", "1B", "12A"].map(openKey)).toEqual(["1m", "10m", "12d", "6d", "5m"]);
    const all = Array.from({ length: 12 }, (_, i) => openKey(`${i + 1}B`));
    expect(new Set(all).size).toBe(12);
  });

  it("are written as the user chose", () => {
    expect(keyText("A minor", "8A", "classical")).toBe("Am");
    expect(keyText("A minor", "8A", "camelot")).toBe("8A");
    expect(keyText("A minor", "8A", "openkey")).toBe("1m");
    expect(keyText("G major", null, "camelot")).toBe("G");
    expect(keyText(null, null, "classical")).toBeNull();
    expect(new Set(KEYS).size).toBe(24);
  });

  it("have notes with octaves", () => {
    expect([60, 69, 21, 127].map(pitchName)).toEqual(["C4", "A4", "A0", "G9"]);
  });
});

describe("snap", () => {
  it("goes to the nearest place within reach, and nowhere else", () => {
    expect(snap(1.02, [0.5, 1, 1.05], 0.1)).toBe(1);
    expect(snap(1.2, [0.5, 1], 0.1)).toBe(1.2);
    expect(snap(1.02, [1], 0)).toBe(1.02);
  });
});

describe("tapped tempo", () => {
  it("is the slope of the taps, from the third on", () => {
    const tap = new TapTempo();
    expect(tap.tap(0)).toBeNull();
    expect(tap.tap(500)).toBeNull();
    expect(tap.tap(1000)).toBeCloseTo(120);
    expect(tap.tap(1510)).toBeGreaterThan(118);
    expect(tap.tap(1510 + 3000)).toBeNull(); // after a while one taps anew
  });

  it("is that of the sound where it plays slower", () => {
    const tap = new TapTempo();
    [0, 1000, 2000].forEach((ms) => tap.tap(ms, 0.5));
    expect(tap.bpm).toBeCloseTo(120);
  });
});

describe("pictures", () => {
  it("grow brighter with the value", () => {
    const light = [0, 64, 128, 192, 255].map((value) => heat(value).reduce((sum, part) => sum + part, 0));
    expect(light).toEqual([...light].sort((a, b) => a - b));
    expect(heat(0)).toEqual([4, 3, 18]);
    expect(heat(255)).toEqual([250, 252, 164]);
  });

  it("come as bytes", () => {
    expect([...bytesOf("AAH/")]).toEqual([0, 1, 255]);
  });
});
