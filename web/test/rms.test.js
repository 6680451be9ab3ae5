import { describe, expect, it } from "vitest";
import { around, drawBand, serves } from "../src/rms.js";

const band = (/** @type {number} */ start, /** @type {number} */ end, /** @type {number} */ points, more = {}) => ({ range: { start, end }, channels: [new Array(points).fill(0.5)], ...more });

describe("the band of RMS", () => {
  it("is fetched with half of the view more on each side, within the sound", () => {
    expect(around({ start: 10, end: 20 }, 1000, 100)).toEqual({ range: { start: 5, end: 25 }, points: 1000 });
    expect(around({ start: 0, end: 20 }, 1000, 25)).toEqual({ range: { start: 0, end: 25 }, points: 625 });
  });

  it("serves views that it covers at about their resolution", () => {
    const fetched = band(5, 25, 1000);
    expect(serves(fetched, { start: 10, end: 20 }, 1000, 100)).toBe(true);
    expect(serves(fetched, { start: 14, end: 24 }, 1000, 100)).toBe(true);
    expect(serves(fetched, { start: 16, end: 26 }, 1000, 100)).toBe(false);
    expect(serves(fetched, { start: 10, end: 14 }, 1000, 100)).toBe(false); // too coarse
    expect(serves(fetched, { start: 5, end: 25 }, 300, 100)).toBe(false); // too fine
    expect(serves(null, { start: 0, end: 1 }, 1000, 100)).toBe(false);
  });

  it("is not asked for again where there is nothing finer", () => {
    expect(serves(band(0, 1, 10, { asked: 600 }), { start: 0, end: 1 }, 1000, 1)).toBe(true);
  });

  it("serves to the end of a sound that is shorter than the view", () => {
    expect(serves(band(0, 3, 150), { start: 0, end: 10 }, 1000, 3)).toBe(true);
  });

  it("is drawn around the middle of each channel, as high as the gain makes it and no higher", () => {
    /** @type {number[][]} */
    const drawn = [];
    const drawing = /** @type {any} */ ({ canvas: { width: 100, height: 80 }, fillRect: (/** @type {number[]} */ ...rect) => drawn.push(rect) });
    drawBand(drawing, { range: { start: 0, end: 2 }, channels: [[0.25, 0.5], [1, 0]] }, { start: 0, end: 2 }, 2, "white");
    expect(drawn).toEqual([
      [0, 10, 50, 20],
      [50, 0, 50, 40],
      [0, 40, 50, 40],
      [50, 60, 50, 0],
    ]);
  });
});
