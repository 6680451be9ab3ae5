/**
 * Which rows are chosen, and what follows from it: the file that is open, and what plays.
 * @module selection
 */
import { player } from "./player.js";
import { Rows } from "./rows.js";
import { settings } from "./settings.js";
import { state } from "./state.js";

/** @typedef {import("./api.js").Row} Row */

/** What names a row. @param {Row} row */
const keyOf = (row) => (row.region_id === undefined ? `f${row.file_id}` : `r${row.region_id}`);

/** Tells of `change` (other rows are chosen) and `moved` (the row that the keys stand on is another). */
class Selection extends EventTarget {
  rows = new Rows();
  /** Row that the keys stand on; -1 before there is one. */
  place = -1;
  #anchor = -1;
  /** @type {Map<string, Row>} */
  #chosen = new Map();

  constructor() {
    super();
    this.rows.addEventListener("change", () => this.#follow());
  }

  /** @param {Row} row */
  has(row) {
    return this.#chosen.has(keyOf(row));
  }

  /** The rows that are chosen. @returns {Row[]} */
  get chosen() {
    return [...this.#chosen.values()];
  }

  /** The row that the keys stand on. */
  get current() {
    return this.rows.at(this.place);
  }

  /** Chooses a row, or all from the one that was chosen first. @param {number} place @param {boolean} [extend] */
  choose(place, extend = false) {
    const row = this.rows.at(place);
    if (!row) return;
    this.place = place;
    if (extend && this.#anchor >= 0) {
      this.#chosen.clear();
      for (let i = Math.min(this.#anchor, place); i <= Math.max(this.#anchor, place); i++) {
        const other = this.rows.at(i);
        if (other) this.#chosen.set(keyOf(other), other);
      }
    } else {
      this.#anchor = place;
      this.#chosen = new Map([[keyOf(row), row]]);
    }
    this.#open(row);
    if (settings.current.autoplay) this.#play(row);
    this.dispatchEvent(new Event("change"));
    this.dispatchEvent(new Event("moved"));
  }

  /** Adds a row to what is chosen, or takes it out. @param {number} place */
  toggle(place) {
    const row = this.rows.at(place);
    if (!row) return;
    this.place = this.#anchor = place;
    if (!this.#chosen.delete(keyOf(row))) this.#chosen.set(keyOf(row), row);
    this.dispatchEvent(new Event("change"));
  }

  chooseAll() {
    for (const row of this.rows.here) this.#chosen.set(keyOf(row), row);
    this.dispatchEvent(new Event("change"));
  }

  clear() {
    this.#chosen.clear();
    this.dispatchEvent(new Event("change"));
  }

  /** Goes so many rows down or up. @param {number} steps @param {boolean} [extend] */
  move(steps, extend = false) {
    if (this.rows.count === 0) return;
    this.choose(Math.max(0, Math.min(this.rows.count - 1, this.place < 0 ? 0 : this.place + steps)), extend);
  }

  playChosen() {
    const row = this.current;
    if (row) {
      this.#open(row);
      this.#play(row);
    } else if (player.fileId !== null) player.play(0);
  }

  /** Going through rows leaves one entry in the browser's history, not one for each. @param {Row} row */
  #open(row) {
    state.set({ file: row.file_id, region: row.region_id ?? null }, { replace: state.current.file !== null });
  }

  /** @param {Row} row */
  #play(row) {
    if (row.status === "failed" || row.missing) return;
    player.open(row.file_id);
    if (row.start_s === undefined) player.play(0);
    else player.play(row.start_s, row.end_s);
  }

  /** Rows that came anew: the ones chosen are found again, with what they say now. */
  #follow() {
    for (const [key] of this.#chosen) {
      const place = this.rows.find((row) => keyOf(row) === key);
      if (place >= 0) this.#chosen.set(key, /** @type {Row} */ (this.rows.at(place)));
    }
    const { file, region } = state.current;
    const at = this.rows.find((row) => row.file_id === file && (row.region_id ?? null) === (row.region_id === undefined ? null : region));
    if (at < 0) return;
    this.place = at;
    const row = /** @type {Row} */ (this.rows.at(at));
    if (this.#chosen.size === 0) {
      this.#anchor = at;
      this.#chosen.set(keyOf(row), row);
      this.dispatchEvent(new Event("change"));
    }
  }
}

export const selection = new Selection();
