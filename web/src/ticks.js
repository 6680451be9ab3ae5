/**
 * The beats as ticks over the waveform, the first of each bar taller. A marker of Peaks.js for each took most of the time of a zoom.
 * @module ticks
 */
import { Overlay } from "./overlay.js";
import { beatsInSight } from "./timeline.js";

/** How far a beat that begins no bar goes down. */
const SHORT = 0.3;

/** @typedef {{ time_s: number, down: boolean }} Beat */

/**
 * Draws beats over a view.
 * @param {CanvasRenderingContext2D} drawing @param {Beat[]} beats in order @param {import("./overlay.js").Range} view @param {{ down: string, beat: string }} colours
 */
export function drawTicks(drawing, beats, view, colours) {
  const { width, height } = drawing.canvas;
  for (const { time_s, down } of beatsInSight(beats, view, width)) {
    drawing.fillStyle = down ? colours.down : colours.beat;
    drawing.fillRect(Math.round(((time_s - view.start) / (view.end - view.start)) * width), 0, 1, down ? height : height * SHORT);
  }
}

/** The ticks over what a waveform shows. */
export class BeatTicks extends Overlay {
  /** @type {Beat[]} */
  #beats = [];

  constructor() {
    super("ticks");
  }

  /** @param {Beat[]} beats in order */
  show(beats) {
    this.#beats = beats;
    this.draw();
  }

  /** @param {CanvasRenderingContext2D} drawing */
  paint(drawing) {
    const style = getComputedStyle(this.canvas);
    drawTicks(drawing, this.#beats, this.view, { down: style.getPropertyValue("--downbeat"), beat: style.getPropertyValue("--beat") });
  }
}
