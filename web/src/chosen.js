/**
 * The regions that are chosen, as bands over the waveform.
 * @module chosen
 */
import { Overlay } from "./overlay.js";

/** How high the lines are at the top and at the bottom of what is chosen, which are seen over any colour of the waveform. */
const LINE = 3;

/** @typedef {{ start_s: number, end_s: number }} Stretch */

/**
 * Draws stretches over a view.
 * @param {CanvasRenderingContext2D} drawing @param {readonly Stretch[]} stretches @param {import("./overlay.js").Range} view @param {{ band: string, line: string }} colours
 */
export function drawStretches(drawing, stretches, view, colours) {
  const { width, height } = drawing.canvas;
  for (const { start_s, end_s } of stretches) {
    if (end_s <= view.start || start_s >= view.end) continue;
    const [from, to] = [start_s, end_s].map((time) => Math.round(((time - view.start) / (view.end - view.start)) * width));
    drawing.fillStyle = colours.band;
    drawing.fillRect(from, 0, Math.max(1, to - from), height);
    drawing.fillStyle = colours.line;
    for (const y of [0, height - LINE]) drawing.fillRect(from, y, Math.max(1, to - from), LINE);
  }
}

/** The bands over what a waveform shows. */
export class ChosenBands extends Overlay {
  /** @type {readonly Stretch[]} */
  #stretches = [];

  constructor() {
    super("chosen");
  }

  /** @param {readonly Stretch[]} stretches */
  show(stretches) {
    this.#stretches = stretches;
    this.draw();
  }

  /** @param {CanvasRenderingContext2D} drawing */
  paint(drawing) {
    const style = getComputedStyle(this.canvas);
    drawStretches(drawing, this.#stretches, this.view, { band: style.color, line: style.getPropertyValue("--accent") });
  }
}
