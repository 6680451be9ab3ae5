import { describe, expect, it } from "vitest";
import { drawTicks } from "../src/ticks.js";

describe("beats over the waveform", () => {
  it("stand where they are heard, the first of a bar taller, and only where the view is", () => {
    /** @type {[string, number[]][]} */
    const drawn = [];
    const drawing = /** @type {any} */ ({ canvas: { width: 200, height: 100 }, fillStyle: "", fillRect: (/** @type {number[]} */ ...rect) => drawn.push([drawing.fillStyle, rect]) });
    const beats = [0.5, 1, 1.5, 2, 2.5].map((time_s, i) => ({ time_s, down: i % 2 === 1 }));

    drawTicks(drawing, beats, { start: 1, end: 2 }, { down: "gold", beat: "grey" });

    expect(drawn).toEqual([
      ["gold", [0, 0, 1, 100]],
      ["grey", [100, 0, 1, 30]],
      ["gold", [200, 0, 1, 100]],
    ]);
  });
});
