/**
 * The catalogue as a dense, sortable table.
 * @module elements/file-table
 */
import { searchFiles } from "../api.js";
import { keyColour, kindColour } from "../colours.js";
import { el, icon } from "../dom.js";
import { UNKNOWN, duration, number } from "../format.js";
import { state } from "../state.js";

const PAGE_SIZE = 100;

/** @type {{ title: string, sort: string | null, class?: string, cell: (row: import("../api.js").FileRow) => Node | string }[]} */
const COLUMNS = [
  { title: "Name", sort: "name", cell: (row) => el("span", { title: row.path }, row.name) },
  { title: "Kind", sort: "kind", cell: (row) => kindCell(row.kind) },
  { title: "Length", sort: "duration", class: "number", cell: (row) => duration(row.duration_s) },
  { title: "BPM", sort: "tempo", class: "number", cell: (row) => number(row.bpm, 1) },
  { title: "Meter", sort: "meter", cell: (row) => row.time_signature ?? UNKNOWN },
  { title: "Key", sort: "key", cell: (row) => el("span", { style: `color: ${keyColour(row.camelot)}` }, row.key ?? UNKNOWN) },
  { title: "Code", sort: null, cell: (row) => row.camelot ?? UNKNOWN },
  { title: "LUFS", sort: "loudness", class: "number", cell: (row) => number(row.loudness_lufs, 1) },
  { title: "Regions", sort: "regions", class: "number", cell: (row) => String(row.regions) },
  { title: "State", sort: null, cell: (row) => el("span", { class: `state ${row.status}` }, row.status) },
];

/** @param {string | null} kind */
function kindCell(kind) {
  if (!kind) return UNKNOWN;
  return el("span", {}, el("span", { class: "swatch", style: `background: ${kindColour(kind)}`, "aria-hidden": "true" }), kind);
}

class FileTable extends HTMLElement {
  #abort = new AbortController();
  #shown = "";

  connectedCallback() {
    state.addEventListener("change", () => this.#load());
    window.addEventListener("catalogue-changed", () => this.#load({ again: true }));
    this.#load();
  }

  /** @param {{ again?: boolean }} [how] whether to ask again for what is shown already */
  async #load({ again = false } = {}) {
    const { query, sort, page } = state.current;
    const wanted = JSON.stringify([query, sort, page]);
    if (wanted === this.#shown && !again) {
      this.#markOpen();
      return;
    }
    this.#shown = wanted;
    this.#abort.abort();
    this.#abort = new AbortController();
    try {
      const found = await searchFiles({ query, sort, page, pageSize: PAGE_SIZE }, this.#abort.signal);
      this.#show(found);
    } catch (error) {
      if (error instanceof DOMException) return;
      this.#shown = "";
      this.replaceChildren(el("p", { class: "message error", role: "alert" }, error instanceof Error ? error.message : String(error)));
    }
  }

  /** @param {import("../api.js").FilePage} found */
  #show(found) {
    if (found.count === 0) {
      const hint = state.current.query
        ? "Nothing matches this search."
        : "The catalogue is empty. Analyse a folder: ais analyze FOLDER";
      this.replaceChildren(el("p", { class: "message" }, hint));
      return;
    }
    const head = el("tr", {}, ...COLUMNS.map((column) => this.#headCell(column)));
    const body = el("tbody", {}, ...found.results.map((row) => this.#row(row)));
    const table = el("table", { "aria-label": "Files" }, el("thead", {}, head), body);
    table.addEventListener("keydown", (event) => this.#onKey(/** @type {KeyboardEvent} */ (event)));
    this.replaceChildren(el("div", { class: "scroll" }, table), this.#pager(found));
    this.#markOpen();
  }

  /** @param {typeof COLUMNS[number]} column */
  #headCell(column) {
    if (!column.sort) return el("th", { scope: "col" }, column.title);
    const sorted = state.current.sort.replace(/^-/, "") === column.sort;
    const down = state.current.sort.startsWith("-");
    const button = el("button", { type: "button" }, column.title, ...(sorted ? [icon(down ? "caret-down" : "caret-up")] : []));
    button.addEventListener("click", () => state.set({ sort: sorted && !down ? `-${column.sort}` : String(column.sort), page: 1 }));
    return el("th", { scope: "col", class: column.class ?? null, "aria-sort": sorted ? (down ? "descending" : "ascending") : null }, button);
  }

  /** @param {import("../api.js").FileRow} row */
  #row(row) {
    const tr = el("tr", { tabindex: "0", "data-file": row.file_id }, ...COLUMNS.map((c) => el("td", { class: c.class ?? null }, c.cell(row))));
    tr.addEventListener("click", () => state.set({ file: row.file_id }));
    return tr;
  }

  /** Up, down and Enter walk through the rows. @param {KeyboardEvent} event */
  #onKey(event) {
    const row = /** @type {HTMLElement} */ (event.target).closest("tr");
    if (!row) return;
    const next = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling }[event.key];
    if (next instanceof HTMLElement) {
      event.preventDefault();
      next.focus();
      state.set({ file: Number(next.dataset.file) });
    } else if (event.key === "Enter") {
      event.preventDefault();
      state.set({ file: Number(row.dataset.file) });
    }
  }

  #markOpen() {
    for (const row of this.querySelectorAll("tr[data-file]")) {
      const open = /** @type {HTMLElement} */ (row).dataset.file === String(state.current.file);
      if (open) row.setAttribute("aria-selected", "true");
      else row.removeAttribute("aria-selected");
    }
  }

  /** @param {import("../api.js").FilePage} found */
  #pager(found) {
    const pages = Math.ceil(found.count / found.page_size);
    const back = el("button", { type: "button", disabled: found.page <= 1, "aria-label": "Previous page" }, icon("chevron-left"));
    const on = el("button", { type: "button", disabled: found.page >= pages, "aria-label": "Next page" }, icon("chevron-right"));
    back.addEventListener("click", () => state.set({ page: found.page - 1 }));
    on.addEventListener("click", () => state.set({ page: found.page + 1 }));
    return el("footer", {}, `${found.count} files`, ...(pages > 1 ? [back, `page ${found.page} of ${pages}`, on] : []));
  }
}

customElements.define("file-table", FileTable);
