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

/** Regions that touch share a border, not sound. */
const TOUCHING_S = 0.001;

/** @typedef {{ region_id: number, start_s: number, end_s: number }} Region */

/**
 * The region that has the place of one that was cut otherwise: what it was merged into, the first of what it was split into, or what it was before.
 * @param {Region[]} regions as they are now @param {{ start_s: number, end_s: number }} gone
 */
export const heir = (regions, gone) => regions.find((region) => region.end_s > gone.start_s + TOUCHING_S && region.start_s < gone.end_s - TOUCHING_S) ?? null;

/**
 * The regions from one to another, whichever comes first; none where one of them is not there.
 * @template {Region} T @param {T[]} regions @param {number | null} one @param {number | null} other
 */
export function stretchOf(regions, one, other) {
  const places = [one, other].map((id) => regions.findIndex((region) => region.region_id === id)).sort((a, b) => a - b);
  return places[0] < 0 ? [] : regions.slice(places[0], places[1] + 1);
}

/** Tells of `change` (another document, or another file), `renewed` (the same file, said anew), `region` (other regions are chosen). */
class OpenFile extends EventTarget {
  /** @type {any} */
  document = null;
  /** @type {number | null} */
  fileId = null;
  /** @type {string} */
  problem = "";
  /** The region that was chosen when it went, as when it was dropped: where that is undone it is chosen again. @type {Region | null} */
  #gone = null;
  /** Where several regions are chosen: the first that was, from which they reach to the one of the address. @type {number | null} */
  #anchor = null;
  /** The region of the address until now. @type {number | null} */
  #region = null;
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
    serverEvents.addEventListener("online", () => this.problem && this.#load("change"));
    this.#follow();
  }

  /** The region that is chosen in it; null while it is the file as a whole. */
  get region() {
    const regions = this.document?.regions ?? [];
    return regions.find((/** @type {any} */ region) => region.region_id === state.current.region) ?? null;
  }

  /** All regions that are chosen, in their order. @returns {any[]} */
  get chosen() {
    const { region } = state.current;
    const regions = this.document?.regions ?? [];
    const several = this.#anchor === null ? [] : stretchOf(regions, this.#anchor, region);
    return several.length > 0 ? several : stretchOf(regions, region, region);
  }

  /** Chooses the regions from the one that was chosen first to another. @param {any} region */
  extendTo(region) {
    const anchor = this.#anchor ?? state.current.region ?? region.region_id;
    this.#region = region.region_id;
    this.#anchor = anchor === region.region_id ? null : anchor;
    state.set({ region: region.region_id }, { replace: true });
  }

  /** Of several regions that are chosen, leaves the one of the address. */
  chooseOne() {
    if (this.#anchor === null) return;
    this.#anchor = null;
    this.dispatchEvent(new Event("region"));
  }

  /** Region before or after the place that plays. @param {number} step */
  neighbour(step) {
    const regions = this.document?.regions ?? [];
    const at = this.region ? regions.indexOf(this.region) : regions.findLastIndex((/** @type {any} */ region) => region.start_s <= player.position + 0.01);
    return regions[Math.max(0, Math.min(regions.length - 1, at + step))] ?? null;
  }

  #follow() {
    const { file, region } = state.current;
    if (region !== null) this.#gone = null;
    if (region !== this.#region) this.#anchor = null;
    this.#region = region;
    if (file === this.fileId) {
      this.dispatchEvent(new Event("region"));
      return;
    }
    this.fileId = file;
    this.#gone = null;
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
      const before = what === "renewed" ? (this.document.regions ?? []) : [];
      this.document = document;
      this.problem = "";
      this.#chooseAnew(before);
    } catch (error) {
      if (error instanceof DOMException) return;
      if (what === "renewed") return;
      this.document = null;
      this.problem = error instanceof Error ? error.message : String(error);
    }
    this.dispatchEvent(new Event(what));
  }

  /** Where the region of the address is no longer there: the one that has its place, or none. @param {Region[]} before the regions of the same file until now */
  #chooseAnew(before) {
    if (this.region) return;
    const { region } = state.current;
    const gone = region === null ? this.#gone : (before.find((other) => other.region_id === region) ?? null);
    const next = gone && heir(this.document.regions ?? [], gone);
    if (region === null && !next) return;
    this.#gone = next ? null : gone;
    state.set({ region: next?.region_id ?? null }, { replace: true });
  }
}

export const openFile = new OpenFile();
