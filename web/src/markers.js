/**
 * The markers that the user set in a sound, and how they are drawn over the waveform.
 * @module markers
 */
import { Overlay } from "./overlay.js";

/** @typedef {{ id: number, time_s: number, name: string | null }} Marker */

/** Of a document, in the order of their places. @param {any} document @returns {Marker[]} */
export const markersOf = (document) => document?.overrides?.markers ?? [];

/** What a marker is called. @param {Marker} marker */
export const markerName = (marker) => marker.name ?? `Marker ${marker.id}`;

/** Places that are nearer to each other than this are one: who goes to a marker is at it. */
const SAME_S = 0.005;

/** The marker before or after a place; null where there is none. @param {readonly Marker[]} markers in order @param {number} place @param {number} step */
export function markerFrom(markers, place, step) {
  return (step > 0 ? markers.find((marker) => marker.time_s > place + SAME_S) : markers.findLast((marker) => marker.time_s < place - SAME_S)) ?? null;
}

const HEAD = 9;

/**
 * Draws markers as pins with their names.
 * @param {CanvasRenderingContext2D} drawing @param {readonly Marker[]} markers @param {import("./overlay.js").Range} view @param {{ pin: string, back: string, named: boolean }} how
 */
export function drawMarkers(drawing, markers, view, { pin, back, named }) {
  const { width, height } = drawing.canvas;
  drawing.font = "11px Inter, sans-serif";
  for (const marker of markers) {
    if (marker.time_s < view.start || marker.time_s > view.end) continue;
    const x = Math.round(((marker.time_s - view.start) / (view.end - view.start)) * width);
    drawing.fillStyle = pin;
    drawing.fillRect(x, 0, 2, height);
    drawing.beginPath();
    drawing.moveTo(x - HEAD / 2 + 1, 0);
    drawing.lineTo(x + HEAD / 2 + 1, 0);
    drawing.lineTo(x + 1, HEAD);
    drawing.fill();
    if (!named) continue;
    const text = markerName(marker);
    const wide = drawing.measureText(text).width;
    drawing.fillStyle = back;
    drawing.fillRect(x + 4, height - 16, wide + 6, 14);
    drawing.fillStyle = pin;
    drawing.fillText(text, x + 7, height - 5);
  }
}

/** The pins over what a waveform shows. */
export class MarkerPins extends Overlay {
  /** @type {readonly Marker[]} */
  #markers = [];
  #named;

  /** @param {boolean} named whether there is room for their names */
  constructor(named) {
    super(named ? "pins" : "pins small-pins");
    this.#named = named;
  }

  /** @param {readonly Marker[]} markers */
  show(markers) {
    this.#markers = markers;
    this.draw();
  }

  /** @param {CanvasRenderingContext2D} drawing */
  paint(drawing) {
    const style = getComputedStyle(this.canvas);
    drawMarkers(drawing, this.#markers, this.view, { pin: style.getPropertyValue("--marker"), back: style.getPropertyValue("--well"), named: this.#named });
  }
}
