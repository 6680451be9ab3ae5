import WaveformData from "waveform-data";
import { describe, expect, it } from "vitest";
import { FEWEST, widened } from "../src/widened.js";

/** A waveform as the server gives it, 32 samples a point. @param {number[]} points least and most of each */
function dat(points) {
  const data = new ArrayBuffer(24 + points.length);
  const header = new DataView(data);
  [2, 1, 44_100, 32, points.length / 2, 1].forEach((number, i) => header.setInt32(i * 4, number, true));
  new Int8Array(data, 24).set(points);
  return data;
}

describe("a waveform", () => {
  it("of a few points has enough of them, each at its time", () => {
    const short = dat([-1, 1, -2, 2, -3, 3]);
    const { data, times } = widened(short, (3 * 32) / 44_100);
    const before = WaveformData.create(short);
    const after = WaveformData.create(data);
    expect(after.length).toBeGreaterThanOrEqual(FEWEST);
    expect(after.duration).toBeCloseTo(before.duration, 9);
    expect([0, times - 1, times, 3 * times - 1].map((i) => after.channel(0).max_sample(i))).toEqual([1, 1, 2, 3]);
    expect(after.channel(0).min_sample(after.length - 1)).toBe(-3);
  });

  it("ends where the sound does, also where that is within its last point", () => {
    const seconds = 220 / 44_100; // 7 points of 32 samples, the last of which has 28
    const { data } = widened(dat([-1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6, -7, 7]), seconds);
    expect(WaveformData.create(data).duration / seconds).toBeCloseTo(1, 3);
  });

  it("of many points is left as it is", () => {
    const long = dat(Array.from({ length: 2 * FEWEST }, () => 0));
    expect(widened(long, 1)).toEqual({ data: long, times: 1 });
  });
});
