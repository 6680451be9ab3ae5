/**
 * Which rows are chosen, and what follows from it: the file that is open, and what plays.
 * @module selection
 */
import { player } from "./player.js";
import { Rows } from "./rows.js";
import { settings } from "./settings.js";
import { state } from "./state.js";

/** @typedef {import("./api.js").Row} Row */

/** As many as an export takes at once. */
export const MOST_CHOSEN = 10_000;

/** Files that a browser plays as they are: making another ready would cost the server a copy. */
const PLAYED_AS_IT_IS = /\.(wav|mp3|flac|m4a|og[ag]|opus)$/i;

/** What names a row. @param {Row} row */
const keyOf = (row) => (row.region_id === undefined ? `f${row.file_id}` : `r${row.region_id}`);

/** Tells of `change` (other rows are chosen) and `moved` (the row that the keys stand on is another). */
class Selection extends EventTarget {
  rows = new Rows();
  /** Row that the keys stand on; -1 before there is one. */
  place = -1;
  /** What is to be said of what is chosen. */
  note = "";
  #anchor = -1;
  /** Counts up with each choice, so that rows that come late know whether they are still wanted. */
  #turn = 0;
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
    const step = place < this.place ? -1 : 1;
    this.place = place;
    if (extend && this.#anchor >= 0) this.#chooseFrom(Math.min(this.#anchor, place), Math.max(this.#anchor, place));
    else {
      this.#begin();
      this.#anchor = place;
      this.#chosen.set(keyOf(row), row);
    }
    // First the ear: all that follows from the row takes longer than to begin its sound.
    if (settings.current.autoplay) {
      this.#play(row);
      this.#prepare(place + step);
    }
    this.#open(row);
    this.dispatchEvent(new Event("change"));
    this.dispatchEvent(new Event("moved"));
  }

  /** Adds a row to what is chosen, or takes it out. @param {number} place */
  toggle(place) {
    const row = this.rows.at(place);
    if (!row) return;
    this.place = this.#anchor = place;
    this.#turn++;
    this.note = "";
    if (!this.#chosen.delete(keyOf(row))) this.#chosen.set(keyOf(row), row);
    this.dispatchEvent(new Event("change"));
  }

  /** All rows of the list, also those that were not looked at. */
  chooseAll() {
    if (this.rows.count > 0) this.#chooseFrom(0, this.rows.count - 1);
    this.dispatchEvent(new Event("change"));
  }

  clear() {
    this.#begin();
    this.dispatchEvent(new Event("change"));
  }

  /** Chooses nothing, and closes the sound that is open. The keys go on from where they stand. */
  leave() {
    this.#anchor = -1;
    this.clear();
    state.set({ file: null, region: null });
  }

  #begin() {
    this.#turn++;
    this.#chosen = new Map();
    this.note = "";
  }

  /** Chooses a stretch of the list, also rows of it that were not looked at; until they are here, what was chosen stays so. @param {number} first @param {number} last */
  async #chooseFrom(first, last) {
    const turn = ++this.#turn;
    const end = Math.min(last, first + MOST_CHOSEN - 1);
    this.note = "choosing …";
    let said = end < last ? `no more than ${MOST_CHOSEN.toLocaleString("en")} at once` : "";
    try {
      const rows = await this.rows.stretch(first, end);
      if (turn !== this.#turn) return;
      this.#chosen = new Map(rows.map((row) => [keyOf(row), row]));
    } catch (error) {
      if (turn !== this.#turn) return;
      said = `nothing else was chosen: ${error instanceof Error ? error.message : String(error)}`;
    }
    this.note = said;
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
      this.#play(row);
      this.#open(row);
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

  /** Has the sound of a row ready once the one that was chosen is heard: who goes through a list goes on. @param {number} place */
  async #prepare(place) {
    const turn = this.#turn;
    await player.begun();
    const row = turn === this.#turn ? this.rows.at(place) : undefined;
    if (!row || row.status === "failed" || row.missing || !PLAYED_AS_IT_IS.test(row.path)) return;
    player.prepare(row.file_id);
  }

  /** Rows that came anew: the ones chosen are found again, with what they say now. */
  #follow() {
    for (const row of this.#chosen.size > 0 ? this.rows.here : []) {
      if (this.has(row)) this.#chosen.set(keyOf(row), row);
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
