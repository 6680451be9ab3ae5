/**
 * The rows of the table: asked for by pages as they come into sight, and kept while the search stays the same.
 * @module rows
 */
import { searchRows, similarTo } from "./api.js";

export const PAGE = 100;
/** Rows of a page where many are wanted at once: the most that the server gives. */
export const LARGE_PAGE = 500;
const MOST_PAGES = 200;
const MOST_SIMILAR = 200;

/** @typedef {import("./api.js").Row} Row */
/** @typedef {{ rows: "files" | "regions", query: string, sort: string, similar: string | null, aspects: string }} Listing */

/** The regions that a search by ear names. @param {string} similar "3,+7,-9" */
export function likes(similar) {
  const [first, ...more] = similar.split(",");
  return {
    region: Number(first),
    like: more.filter((part) => part.startsWith("+")).map(Number),
    unlike: more.filter((part) => part.startsWith("-")).map((part) => -Number(part)),
  };
}

/** Tells of `change` when rows have come, and of `failed` (detail: the error). */
export class Rows extends EventTarget {
  /** @type {Listing} */
  listing = { rows: "files", query: "", sort: "", similar: null, aspects: "" };
  count = 0;
  loaded = false;
  /** @type {string} */
  note = "";
  /** Why what is listed could not be had; empty when it is here. */
  problem = "";
  /** What the rows that are here are of. @type {Listing | null} */
  #here = null;
  /** @type {Map<number, Row[]>} */
  #pages = new Map();
  /** @type {Set<number>} */
  #asked = new Set();
  #abort = new AbortController();

  /** Lists something else, from the top; what is shown stays until its first page is there. @param {Listing} listing */
  async list(listing) {
    this.listing = listing;
    await this.refresh();
  }

  /** Asks again for what is listed. */
  async refresh() {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#asked.clear();
    await this.#load(0, true);
  }

  /** Row i; undefined while it is not there. Asks for it. @param {number} i @returns {Row | undefined} */
  at(i) {
    if (i < 0 || i >= this.count) return undefined;
    const page = Math.floor(i / PAGE);
    if (!this.#pages.has(page)) this.#load(page, false);
    return this.#pages.get(page)?.[i % PAGE];
  }

  /**
   * A stretch of the list as it is now. It is not kept, and so is not lost when the list is asked for anew meanwhile.
   * @param {number} first @param {number} last @returns {Promise<Row[]>}
   */
  async stretch(first, last) {
    const pages = Array.from({ length: Math.floor(last / PAGE) - Math.floor(first / PAGE) + 1 }, (_, i) => this.#pages.get(Math.floor(first / PAGE) + i));
    if (pages.every((page) => page)) {
      const from = Math.floor(first / PAGE) * PAGE;
      return /** @type {Row[]} */ (pages.flat()).slice(first - from, last + 1 - from);
    }
    const { rows, query, sort } = this.listing;
    const found = [];
    const from = Math.floor(first / LARGE_PAGE);
    for (let page = from; page <= Math.floor(last / LARGE_PAGE); page++) {
      found.push(...(await searchRows({ rows, query, sort, page: page + 1, pageSize: LARGE_PAGE })).results);
    }
    return found.slice(first - from * LARGE_PAGE, last + 1 - from * LARGE_PAGE);
  }

  /** The rows that have come. @returns {Row[]} */
  get here() {
    return [...this.#pages.values()].flat();
  }

  /** Place of a row that has come; -1 where it has not. @param {(row: Row) => boolean} wanted */
  find(wanted) {
    for (const [page, rows] of this.#pages) {
      const place = rows.findIndex(wanted);
      if (place >= 0) return page * PAGE + place;
    }
    return -1;
  }

  /** @param {number} page @param {boolean} anew */
  async #load(page, anew) {
    if (this.#asked.has(page)) return;
    this.#asked.add(page);
    const { signal } = this.#abort;
    try {
      const { results, count, note } = await this.#ask(page, signal);
      if (signal.aborted) return;
      if (anew) this.#pages.clear();
      this.#here = this.listing;
      this.problem = "";
      // What sounds alike comes all at once.
      for (let i = 0; i < Math.max(1, results.length / PAGE); i++) this.#keep(page + i, results.slice(i * PAGE, (i + 1) * PAGE));
      this.count = count;
      this.note = note;
      this.loaded = true;
      this.dispatchEvent(new Event("change"));
    } catch (error) {
      if (error instanceof DOMException) return;
      this.#asked.delete(page);
      this.problem = error instanceof Error ? error.message : String(error);
      // Rows of another search would look as if they matched this one, and be exported or removed for it.
      if (this.#here !== this.listing) {
        this.#pages.clear();
        this.count = 0;
        this.loaded = false;
      }
      this.dispatchEvent(new CustomEvent("failed", { detail: error }));
    }
  }

  /** @param {number} page @param {Row[]} rows */
  #keep(page, rows) {
    if (this.#pages.size >= MOST_PAGES) {
      const oldest = /** @type {number} */ (this.#pages.keys().next().value);
      this.#pages.delete(oldest);
      this.#asked.delete(oldest);
    }
    this.#pages.set(page, rows);
  }

  /** @param {number} page @param {AbortSignal} signal @returns {Promise<{ results: Row[], count: number, note: string }>} */
  async #ask(page, signal) {
    const { rows, query, sort, similar, aspects } = this.listing;
    if (!similar) {
      const { results, count } = await searchRows({ rows, query, sort, page: page + 1, pageSize: PAGE }, signal);
      return { results, count, note: "" };
    }
    const answer = await similarTo(likes(similar).region, { ...likes(similar), aspects, among: query, k: MOST_SIMILAR }, signal);
    const results = answer.results.map((/** @type {any} */ found) => ({ ...found.region, score: found.score }));
    const left = answer.not_comparable ? `; ${answer.not_comparable} were heard by another network and can't be compared` : "";
    return { results, count: results.length, note: `the nearest of ${answer.compared} regions, as ${answer.model} hears them${left}` };
  }
}
