/**
 * The document of the file that is open, for all views of it.
 * @module open
 */
import { getDocument } from "./api.js";
import { serverEvents } from "./events.js";
import { player } from "./player.js";
import { state } from "./state.js";
import { beats } from "./timeline.js";

// Rows that are only passed on the way to another one are not opened.
const PASSING_MS = 90;
const RENEW_MS = 500;

/** Tells of `change` (another document, or another file), `renewed` (the same file, said anew). */
class OpenFile extends EventTarget {
  /** @type {any} */
  document = null;
  /** @type {number | null} */
  fileId = null;
  /** @type {string} */
  problem = "";
  #abort = new AbortController();
  #moved = -Infinity;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #renewal;

  start() {
    state.addEventListener("change", () => this.#follow());
    serverEvents.addEventListener("catalogue", () => {
      clearTimeout(this.#renewal);
      this.#renewal = setTimeout(() => this.renew(), RENEW_MS);
    });
    window.addEventListener("catalogue-changed", () => this.renew());
    this.#follow();
  }

  /** The region that is chosen in it; null while it is the file as a whole. */
  get region() {
    const regions = this.document?.regions ?? [];
    return regions.find((/** @type {any} */ region) => region.region_id === state.current.region) ?? null;
  }

  /** Region before or after the place that plays. @param {number} step */
  neighbour(step) {
    const regions = this.document?.regions ?? [];
    const at = this.region ? regions.indexOf(this.region) : regions.findLastIndex((/** @type {any} */ region) => region.start_s <= player.position + 0.01);
    return regions[Math.max(0, Math.min(regions.length - 1, at + step))] ?? null;
  }

  #follow() {
    const { file } = state.current;
    if (file === this.fileId) {
      this.dispatchEvent(new Event("region"));
      return;
    }
    this.fileId = file;
    clearTimeout(this.#pause);
    this.#abort.abort();
    if (file === null) {
      this.document = null;
      this.problem = "";
      player.close();
      this.dispatchEvent(new Event("change"));
      return;
    }
    if (player.fileId !== file) player.pause();
    // The first of several quick steps is opened at once, those between not at all.
    const now = performance.now();
    const rest = now - this.#moved > 3 * PASSING_MS ? 0 : PASSING_MS;
    this.#moved = now;
    if (rest === 0) this.#load("change");
    else this.#pause = setTimeout(() => this.#load("change"), rest);
  }

  /** Asks for the same document again; the sound goes on. One that is only on its way comes by itself. */
  renew() {
    if (this.fileId !== null && this.document?.file_id === this.fileId) this.#load("renewed");
  }

  /** @param {"change" | "renewed"} what */
  async #load(what) {
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const file = /** @type {number} */ (this.fileId);
    try {
      const document = await getDocument(file, signal);
      if (signal.aborted) return;
      if (document.file) {
        player.open(file);
        player.describe({ lufs: document.summary?.loudness_lufs ?? null, peakDb: document.file.quality?.peak_dbfs ?? null, beats: beats(document) });
        // First the ear: to draw all that is known of a sound takes longer than to begin it.
        if (what === "change") await player.begun();
        if (signal.aborted) return;
      }
      this.document = document;
      this.problem = "";
    } catch (error) {
      if (error instanceof DOMException) return;
      if (what === "renewed") return;
      this.document = null;
      this.problem = error instanceof Error ? error.message : String(error);
    }
    this.dispatchEvent(new Event(what));
  }
}

export const openFile = new OpenFile();
