import { expect, it } from "vitest";
import { drawStretches } from "../src/chosen.js";

it("the regions in sight that are chosen have a band, with lines at its edges", () => {
  /** @type {any[]} */
  const drawn = [];
  const drawing = /** @type {any} */ ({ canvas: { width: 100, height: 50 }, fillStyle: "", fillRect(/** @type {number[]} */ ...at) { drawn.push([this.fillStyle, ...at]); } });
  drawStretches(drawing, [{ start_s: 0, end_s: 9 }, { start_s: 12, end_s: 15 }, { start_s: 30, end_s: 31 }], { start: 10, end: 20 }, { band: "b", line: "l" });
  expect(drawn).toEqual([["b", 20, 0, 30, 50], ["l", 20, 0, 30, 3], ["l", 20, 47, 30, 3]]);
});
