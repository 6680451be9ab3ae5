/**
 * The lane under the waveform: spectrum, chroma, loudness, or notes with chords, over the stretch that the waveform shows.
 * @module elements/lane-view
 */
import { getView } from "../api.js";
import { el } from "../dom.js";
import { drawLoudness, drawNotes, imageOf, music } from "../lanes.js";
import { player } from "../player.js";
import { whyNot } from "../provenance.js";
import { resultOf } from "../timeline.js";

const LONGEST_S = 600;
const SETTLE_MS = 120;
const MOST_COLUMNS = 1600;

/** @typedef {"spectrum" | "chroma" | "loudness" | "notes"} Lane */
/** @type {Record<string, Lane>} */
export const LANES = { spectrum: "spectrum", chroma: "chroma", loudness: "loudness", notes: "notes", beats: "loudness" };

const NAMES = { spectrum: "Spectrum over time", chroma: "Pitch classes over time", loudness: "Loudness over time", notes: "Notes and chords over time" };

export class LaneView extends HTMLElement {
  #canvas = /** @type {HTMLCanvasElement} */ (el("canvas", { role: "img" }));
  #head = el("div", { class: "playhead" });
  #note = el("p", { class: "lane-note", role: "status" });
  #axis = el("div", { class: "lane-axis", "aria-hidden": "true" });
  /** @type {any} */
  #document = null;
  #fileId = 0;
  /** @type {Lane} */
  #lane = "spectrum";
  #range = { start: 0, end: 1 };
  /** What the canvas shows now, so that it can be moved at once while the new picture is made. */
  #drawn = { start: 0, end: 1 };
  #abort = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #settle;
  #resize = new ResizeObserver(() => this.#draw());

  connectedCallback() {
    this.replaceChildren(this.#canvas, this.#axis, this.#head, this.#note);
    this.#resize.observe(this);
    player.addEventListener("change", this.#move);
    this.#canvas.addEventListener("click", (event) => {
      const place = event.offsetX / Math.max(1, this.#canvas.clientWidth);
      player.seek(this.#range.start + place * (this.#range.end - this.#range.start));
    });
  }

  disconnectedCallback() {
    this.#resize.disconnect();
    this.#abort.abort();
    clearTimeout(this.#settle);
    player.removeEventListener("change", this.#move);
  }

  /** @param {any} document @param {number} fileId @param {Lane} lane */
  show(document, fileId, lane) {
    this.#document = document;
    this.#fileId = fileId;
    this.#lane = lane;
    this.#canvas.setAttribute("aria-label", NAMES[lane]);
    this.#draw();
  }

  /** @param {{ start: number, end: number }} range */
  setRange(range) {
    this.#range = range;
    this.#move();
    if (this.#document) this.#draw();
  }

  #move = () => {
    const { start, end } = this.#range;
    const place = (player.position - start) / (end - start);
    this.#head.hidden = place < 0 || place > 1;
    this.#head.style.left = `${place * 100}%`;
  };

  #draw() {
    if (!this.#document || this.clientWidth === 0) return;
    clearTimeout(this.#settle);
    this.#abort.abort();
    this.#axis.replaceChildren();
    if (this.#lane === "spectrum" || this.#lane === "chroma") {
      const { start, end } = this.#range;
      if (end - start > LONGEST_S) {
        this.#clear();
        this.#note.textContent = "Zoom in to ten minutes or less to see it (press + or Z).";
        return;
      }
      this.#shift();
      this.#settle = setTimeout(() => this.#fetch(), SETTLE_MS);
      return;
    }
    const drawing = this.#clear();
    if (!drawing) return;
    const style = getComputedStyle(this);
    /** @param {string} name */
    const colour = (name) => style.getPropertyValue(name).trim();
    const colours = { line: colour("--accent"), accent: colour("--accent"), grid: colour("--line"), text: colour("--text") };
    if (this.#lane === "loudness") {
      const { regions } = this.#document;
      if (!regions.some((/** @type {any} */ region) => resultOf(region, "loudness")?.curve)) this.#note.textContent = `No loudness was measured here${regions.length ? `: ${whyNot(regions, "loudness", "curve") || "the result has no curve"}` : ""}.`;
      drawLoudness(drawing, this.#document, this.#range, colours);
    } else {
      const { notes, chords } = music(this.#document);
      if (notes.length + chords.length === 0) this.#note.textContent = "No notes and no chords were written down here; the table below says why.";
      drawNotes(drawing, this.#document, this.#range, colours);
    }
  }

  #clear() {
    this.#note.textContent = "";
    this.#canvas.style.transform = "";
    this.#canvas.width = Math.round(this.clientWidth * 2);
    this.#canvas.height = Math.round(this.clientHeight * 2);
    this.#drawn = this.#range;
    return this.#canvas.getContext("2d");
  }

  /** Until the new picture is there, the old one is moved to where it belongs. */
  #shift() {
    const scale = (this.#drawn.end - this.#drawn.start) / (this.#range.end - this.#range.start);
    const left = (this.#drawn.start - this.#range.start) / (this.#range.end - this.#range.start);
    this.#canvas.style.transformOrigin = "0 0";
    this.#canvas.style.transform = `translateX(${left * 100}%) scaleX(${scale})`;
  }

  async #fetch() {
    this.#abort = new AbortController();
    const { start, end } = this.#range;
    const lane = this.#lane === "chroma" ? "chroma" : "spectrogram";
    const columns = Math.max(1, Math.min(MOST_COLUMNS, Math.round(this.clientWidth)));
    try {
      const view = await getView(this.#fileId, lane, start, end, columns, this.#abort.signal);
      const image = imageOf(view);
      const small = new OffscreenCanvas(image.width, image.height);
      small.getContext("2d")?.putImageData(image, 0, 0);
      const drawing = this.#clear();
      this.#drawn = { start: view.start_s, end: view.end_s };
      if (drawing) {
        drawing.imageSmoothingEnabled = lane === "spectrogram";
        drawing.drawImage(small, 0, 0, drawing.canvas.width, drawing.canvas.height);
      }
      this.#shift();
      this.#labels(view.rows, lane);
    } catch (error) {
      if (error instanceof DOMException) return;
      this.#clear();
      this.#note.textContent = error instanceof Error ? error.message : String(error);
    }
  }

  /** @param {string[]} rows @param {string} lane */
  #labels(rows, lane) {
    const marks = lane === "chroma" ? rows.map((name, i) => ({ name, i })) : [100, 1000, 10000].map((hz) => ({ name: hz >= 1000 ? `${hz / 1000} kHz` : `${hz} Hz`, i: rows.findIndex((row) => Number(row) >= hz) }));
    this.#axis.replaceChildren(...marks.filter(({ i }) => i >= 0).map(({ name, i }) => el("span", { style: `bottom: ${((i + (lane === "chroma" ? 0 : -0.5)) / rows.length) * 100}%` }, name)));
  }
}

customElements.define("lane-view", LaneView);
