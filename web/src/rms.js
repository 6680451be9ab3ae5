/**
 * The loudness within the waveform (RMS) as a lighter band, as audio editors draw it: peaks say how far the sound goes, RMS how much of it there is.
 * @module rms
 */
import { getWave } from "./api.js";
import { Overlay } from "./overlay.js";

/** How much more than what is in sight is fetched on each side, so that a view that moves has it at once. */
const MARGIN = 0.5;
/** A point of the band covers so many pixels. */
const PIXELS_PER_POINT = 2;
const SETTLE_MS = 100;

/** @typedef {import("./overlay.js").Range} Range */
/** @typedef {{ range: Range, channels: number[][] }} Band  RMS of each channel, in steps of one length over the range */

/** Whether a band that was fetched will do for a view: it covers it, with points neither much wider nor much narrower than wanted. @param {Band | null} band @param {Range} view @param {number} width in pixels @param {number} total of the sound, in seconds */
export function serves(band, view, width, total) {
  if (!band || band.range.start > view.start || band.range.end < Math.min(view.end, total)) return false;
  const points = (band.channels[0].length * (view.end - view.start)) / (band.range.end - band.range.start);
  const wanted = width / PIXELS_PER_POINT;
  return points < 2 * wanted && (points > 0.75 * wanted || finest(band));
}

/** Whether the server gave fewer points than were asked for: it has no finer ones. @param {Band & { asked?: number }} band */
const finest = (band) => (band.asked ?? 0) > band.channels[0].length;

/** What is fetched for a view. @param {Range} view @param {number} width in pixels @param {number} total @returns {{ range: Range, points: number }} */
export function around(view, width, total) {
  const length = view.end - view.start;
  const range = { start: Math.max(0, view.start - MARGIN * length), end: Math.min(total, view.end + MARGIN * length) };
  return { range, points: Math.max(1, Math.round(((range.end - range.start) / length) * (width / PIXELS_PER_POINT))) };
}

/** Draws a band over a view: channels below each other, each around its middle. @param {CanvasRenderingContext2D} drawing @param {Band} band @param {Range} view @param {number} gain @param {string} colour */
export function drawBand(drawing, band, view, gain, colour) {
  const { width, height } = drawing.canvas;
  const step = (band.range.end - band.range.start) / band.channels[0].length;
  const scale = width / (view.end - view.start);
  const tall = height / band.channels.length;
  drawing.fillStyle = colour;
  band.channels.forEach((rms, channel) => {
    const middle = (channel + 0.5) * tall;
    const first = Math.max(0, Math.floor((view.start - band.range.start) / step));
    const last = Math.min(rms.length, Math.ceil((view.end - band.range.start) / step));
    for (let i = first; i < last; i++) {
      const left = Math.round((band.range.start + i * step - view.start) * scale);
      const right = Math.round((band.range.start + (i + 1) * step - view.start) * scale);
      const half = Math.min(1, rms[i] * gain) * (tall / 2);
      drawing.fillRect(left, middle - half, right - left, 2 * half);
    }
  });
}

/** The band over what a waveform shows. */
export class RmsBand extends Overlay {
  /** @type {(Band & { asked?: number }) | null} */
  #band = null;
  #fileId = 0;
  #total = 0;
  #gain = 1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #settle;

  constructor() {
    super("rms");
  }

  /** Begins anew with a file. @param {number} fileId @param {number} total its length in seconds @param {number} gain of the waveform */
  show(fileId, total, gain) {
    [this.#fileId, this.#total, this.#gain, this.#band] = [fileId, total, gain, null];
    this.draw();
  }

  /** @param {Range} view what the waveform shows now */
  setView(view) {
    super.setView(view);
    if (this.#fileId === 0 || this.width === 0 || serves(this.#band, view, this.width, this.#total)) return;
    // One fetch at a time, and not for each step of a view that is on its way; one that is under way doesn't keep a view that scrolls on from being served.
    this.#settle ??= setTimeout(() => this.#fetch(), SETTLE_MS);
  }

  async #fetch() {
    const [fileId, view] = [this.#fileId, this.view];
    const { range, points } = around(view, Math.max(1, this.width), this.#total);
    try {
      const data = await getWave(fileId, points, [range.start, range.end]);
      if (fileId === this.#fileId) this.#band = { range, asked: points, channels: data.channels.map((/** @type {{ rms: number[] }} */ channel) => channel.rms) };
    } catch {
      // The waveform stands without it; whoever asked for the waveform itself has been told what is wrong.
      return;
    } finally {
      this.#settle = undefined;
    }
    // Only a view that has moved on since is asked for again: what came is all that there is for this one.
    if (this.view === view) this.draw();
    else this.setView(this.view);
  }

  /** @param {CanvasRenderingContext2D} drawing */
  paint(drawing) {
    if (this.#band) drawBand(drawing, this.#band, this.view, this.#gain, getComputedStyle(this.canvas).color);
  }
}
