import { describe, expect, it } from "vitest";
import { duration, lasting, number, percent, place, spokenPosition } from "../src/format.js";

describe("format", () => {
  it("writes how long a sound is as far as it matters", () => {
    expect([0.01, 0.35, 1, 61.26, 72034.9].map(lasting)).toEqual(["10 ms", "350 ms", "0:01.0", "1:01.3", "20:00:34"]);
    expect(lasting(null)).toBe("–");
  });

  it("writes durations with tenths, and hours only where there are some", () => {
    expect(duration(0)).toBe("0:00.0");
    expect(duration(61.26)).toBe("1:01.3");
    expect(duration(59.96)).toBe("1:00.0");
    expect(duration(3 * 3600 + 62)).toBe("3:01:02.0");
  });

  it("writes places of a sound below a second to the millisecond", () => {
    expect([place(0.0046, 0.01), place(0.01, 0.01), place(0.4, 0.95)]).toEqual(["0:00.005", "0:00.010", "0:00.400"]);
    expect(place(0.4, 12)).toBe("0:00.4");
    expect(spokenPosition(0.0046, 0.01)).toBe("5 milliseconds of 10 milliseconds");
  });

  it("writes a dash for what is not known", () => {
    expect(duration(null)).toBe("–");
    expect(number(undefined, 1)).toBe("–");
    expect(percent(null)).toBe("–");
    expect(number(0, 1, " LUFS")).toBe("0.0 LUFS");
  });

  it("never calls nothing what is a little", () => {
    expect(percent(0)).toBe("0 %");
    expect(percent(0.0043)).toBe("< 1 %");
    expect(percent(0.005)).toBe("1 %");
    expect(percent(0.994)).toBe("99 %");
    expect(percent(0.9999)).toBe("> 99 %");
    expect(percent(1)).toBe("100 %");
  });

  it("says a position in minutes and seconds", () => {
    expect(spokenPosition(30, 120)).toBe("0 minutes 30 of 2 minutes 0");
  });
});
