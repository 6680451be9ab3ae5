import { describe, expect, it } from "vitest";
import { nearestCrossing } from "../src/zero.js";

/** @param {number[]} samples */
const channel = (...samples) => new Float32Array(samples);

describe("nearestCrossing", () => {
  it("takes the first sample after a change of sign, the nearest of several", () => {
    const sound = channel(1, 2, 1, -1, -2, -1, 1, 2);
    expect(nearestCrossing([sound], 1, 5)).toBe(3);
    expect(nearestCrossing([sound], 5, 5)).toBe(6);
    expect(nearestCrossing([sound], 4, 5)).toBe(3);
  });

  it("stays where the sound is silent", () => {
    expect(nearestCrossing([channel(0, 0, 0, 0)], 2, 2)).toBe(2);
  });

  it("looks at the sum of the channels", () => {
    expect(nearestCrossing([channel(1, 1, -1, -1), channel(3, 3, 3, 0)], 2, 1)).toBe(3);
  });

  it("finds none out of reach, at the borders, or in nothing", () => {
    expect(nearestCrossing([channel(1, 1, 1, 1, -1)], 1, 2)).toBeNull();
    expect(nearestCrossing([channel(1, 1)], 0, 9)).toBeNull();
    expect(nearestCrossing([], 0, 1)).toBeNull();
  });
});
