import { expect, it } from "vitest";
import { drawMarkers, markerFrom, markerName } from "../src/markers.js";

const markers = [1, 2, 3].map((id) => ({ id, time_s: id * 10, name: id === 2 ? "Door" : null }));

it("the marker before and after a place is not the one at it", () => {
  expect([markerFrom(markers, 20, 1)?.id, markerFrom(markers, 20, -1)?.id, markerFrom(markers, 20.1, -1)?.id]).toEqual([3, 1, 2]);
  expect([markerFrom(markers, 30, 1), markerFrom(markers, 10, -1), markerFrom([], 0, 1)]).toEqual([null, null, null]);
});

it("a marker is called by its name, or by its number", () => {
  expect(markers.map(markerName)).toEqual(["Marker 1", "Door", "Marker 3"]);
});

it("markers in sight are drawn at their places, with their names where there is room", () => {
  /** @type {any[]} */
  const drawn = [];
  const nothing = () => {};
  const drawing = /** @type {any} */ ({ canvas: { width: 100, height: 50 }, beginPath: nothing, moveTo: nothing, lineTo: nothing, fill: nothing, measureText: () => ({ width: 20 }), fillRect: (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ w) => w === 2 && drawn.push(x), fillText: (/** @type {string} */ text) => drawn.push(text) });
  drawMarkers(drawing, markers, { start: 15, end: 35 }, { pin: "p", back: "b", named: true });
  drawMarkers(drawing, markers, { start: 15, end: 35 }, { pin: "p", back: "b", named: false });
  expect(drawn).toEqual([25, "Door", 75, "Marker 3", 25, 75]);
});
