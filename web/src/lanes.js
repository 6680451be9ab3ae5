/**
 * Draws what lies under the waveform, over the same stretch of time: loudness, notes and chords, and grids of bytes from the server.
 * @module lanes
 */
import { pitchName } from "./keynames.js";
import { resultOf } from "./timeline.js";

/** @typedef {{ start: number, end: number }} Range */
/** @typedef {{ columns: number, rows: string[], unit: string, least: number, most: number, start_s: number, end_s: number, values: string }} SoundView */

/** Colours from dark to bright that are even to the eye, also for those who see colours differently: stops after the map "inferno". */
const HEAT = [
  [4, 3, 18],
  [50, 12, 94],
  [120, 28, 109],
  [187, 55, 84],
  [237, 105, 37],
  [252, 180, 26],
  [250, 252, 164],
];

/** @param {number} value 0 to 255 @returns {[number, number, number]} */
export function heat(value) {
  const place = (Math.min(255, Math.max(0, value)) / 255) * (HEAT.length - 1);
  const below = Math.min(HEAT.length - 2, Math.floor(place));
  const share = place - below;
  const [from, to] = [HEAT[below], HEAT[below + 1]];
  return [Math.round(from[0] + (to[0] - from[0]) * share), Math.round(from[1] + (to[1] - from[1]) * share), Math.round(from[2] + (to[2] - from[2]) * share)];
}

/** The bytes of a view. @param {string} base64 @returns {Uint8Array} */
export function bytesOf(base64) {
  const text = atob(base64);
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}

/** The view as an image, a pixel a cell, the lowest row at the bottom. @param {SoundView} view */
export function imageOf(view) {
  const values = bytesOf(view.values);
  const rows = view.rows.length;
  const image = new ImageData(view.columns, rows);
  const colours = Array.from({ length: 256 }, (_, i) => heat(i));
  for (let x = 0; x < view.columns; x++) {
    for (let y = 0; y < rows; y++) {
      const [r, g, b] = colours[values[x * rows + y]];
      image.data.set([r, g, b, 255], ((rows - 1 - y) * view.columns + x) * 4);
    }
  }
  return image;
}

/**
 * Momentary loudness as a curve, with lines every 10 LU.
 * @param {CanvasRenderingContext2D} drawing @param {any} document @param {Range} range @param {{ line: string, grid: string, text: string }} colours
 */
export function drawLoudness(drawing, document, range, colours) {
  const { width, height } = drawing.canvas;
  const least = -60;
  /** @param {number} lufs */
  const y = (lufs) => height * (1 - (Math.max(least, lufs) - least) / -least);
  drawing.font = "20px JetBrains Mono, monospace";
  for (let level = -50; level < 0; level += 10) {
    drawing.fillStyle = colours.grid;
    drawing.fillRect(0, y(level), width, 1);
    drawing.fillStyle = colours.text;
    drawing.fillText(`${level}`, 6, y(level) - 4);
  }
  drawing.strokeStyle = colours.line;
  drawing.lineWidth = 2;
  for (const region of document.regions) {
    const curve = resultOf(region, "loudness")?.curve;
    if (!curve || region.end_s < range.start || region.start_s > range.end) continue;
    drawing.beginPath();
    let drawn = false;
    curve.momentary_lufs.forEach((/** @type {number | null} */ level, /** @type {number} */ i) => {
      const time = region.start_s + i * curve.hop_s + 0.2;
      if (time < range.start - 1 || time > range.end + 1) return;
      const x = ((time - range.start) / (range.end - range.start)) * width;
      if (drawn) drawing.lineTo(x, y(level ?? least));
      else drawing.moveTo(x, y(level ?? least));
      drawn = true;
    });
    drawing.stroke();
  }
}

/** The notes and chords of all regions. @param {any} document */
export function music(document) {
  return {
    notes: document.regions.flatMap((/** @type {any} */ region) => resultOf(region, "notes")?.notes ?? []),
    chords: document.regions.flatMap((/** @type {any} */ region) => resultOf(region, "chords")?.chords ?? []),
  };
}

/**
 * Notes as a piano roll, with the chords above.
 * @param {CanvasRenderingContext2D} drawing @param {any} document @param {Range} range @param {{ line: string, grid: string, text: string, accent: string }} colours
 */
export function drawNotes(drawing, document, range, colours) {
  const { width, height } = drawing.canvas;
  const { notes, chords } = music(document);
  /** @param {number} time */
  const x = (time) => ((time - range.start) / (range.end - range.start)) * width;
  const top = 34;
  drawing.font = "20px Inter, sans-serif";
  for (const chord of chords) {
    if (chord.end_s < range.start || chord.start_s > range.end) continue;
    const [from, to] = [x(chord.start_s), x(chord.end_s)];
    drawing.fillStyle = colours.grid;
    drawing.fillRect(from + 1, 2, Math.max(1, to - from - 2), top - 8);
    drawing.fillStyle = colours.text;
    drawing.save();
    drawing.beginPath();
    drawing.rect(from, 0, Math.max(0, to - from - 4), top);
    drawing.clip();
    drawing.fillText(chord.chord === "N" || !chord.chord ? "–" : chord.chord, from + 6, 22);
    drawing.restore();
  }
  if (notes.length === 0) return;
  const pitches = notes.map((/** @type {any} */ note) => note.midi);
  const lowest = Math.min(...pitches) - 1;
  const highest = Math.max(...pitches) + 1;
  const step = (height - top) / Math.max(12, highest - lowest + 1);
  /** @param {number} midi */
  const y = (midi) => height - (midi - lowest + 1) * step;
  for (let midi = lowest; midi <= highest; midi++) {
    if (midi % 12 !== 0) continue;
    drawing.fillStyle = colours.grid;
    drawing.fillRect(0, y(midi) + step, width, 1);
    drawing.fillStyle = colours.text;
    drawing.fillText(pitchName(midi), 4, y(midi) + step - 4);
  }
  for (const note of notes) {
    if (note.end_s < range.start || note.start_s > range.end) continue;
    drawing.globalAlpha = 0.35 + (0.65 * note.velocity) / 127;
    drawing.fillStyle = colours.accent;
    drawing.fillRect(x(note.start_s), y(note.midi) + 1, Math.max(2, x(note.end_s) - x(note.start_s) - 1), Math.max(2, step - 2));
  }
  drawing.globalAlpha = 1;
}
