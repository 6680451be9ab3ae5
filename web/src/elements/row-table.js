/**
 * The table of files or regions. Only the rows in sight are in the page, so that a hundred thousand scroll as smoothly as ten.
 * @module elements/row-table
 */
import { audioUrl, getWave, sliceUrl } from "../api.js";
import { cellOf, shownColumns } from "../columns.js";
import { el, icon, keepingFocus } from "../dom.js";
import { serverEvents } from "../events.js";
import { MOST_LIVE, liveFiles } from "../live.js";
import { addKeys } from "../keys.js";
import { selection } from "../selection.js";
import { settings } from "../settings.js";
import { state } from "../state.js";
import { player } from "../player.js";
import { analyseAgain } from "./actions.js";

const ROW = 27;
const AROUND = 8;
const WAVE_POINTS = 96;
const MOST_WAVES = 3000;
const RENEW_MS = 400;
const SETTLE_MS = 120;
const RETRY_MS = 3000;

/** @typedef {import("../api.js").Row} Row */

/** Small waveforms that were fetched, by file and stretch. @type {Map<string, Promise<number[] | null>>} */
const waves = new Map();

/** Those that the server had none of, when it was asked. @type {Set<string>} */
const blank = new Set();

/** @param {string} what */
function missing(what) {
  blank.add(what);
  return null;
}

/** Asks again, when it is next wanted. @param {Iterable<string>} those */
function forget(those) {
  for (const what of [...those]) {
    waves.delete(what);
    blank.delete(what);
  }
}

/** @param {string} what a file's number; of a region with its start and end, by commas */
function waveOf(what) {
  let wave = waves.get(what);
  if (!wave) {
    if (waves.size > MOST_WAVES) forget(waves.keys());
    const [fileId, start, end] = what.split(",").map(Number);
    wave = getWave(fileId, WAVE_POINTS, end === undefined ? undefined : [start, end]).then(
      (data) => data?.channels[0].max.map((/** @type {number} */ max, /** @type {number} */ i) => Math.max(max, -data.channels[0].min[i])) ?? missing(what),
      () => missing(what),
    );
    waves.set(what, wave);
  }
  return wave;
}

/** What of the page's state the table's columns and head go by. @param {import("../state.js").PageState} current */
const formOf = ({ rows, similar, sort }) => `${rows} ${similar} ${sort}`;

class RowTable extends HTMLElement {
  #rows = selection.rows;
  #head = el("div", { class: "row head", role: "row" });
  #live = el("div", { class: "live", role: "rowgroup", "aria-label": "Being analysed" });
  #body = el("div", { class: "body", role: "rowgroup" });
  #scroll = el("div", { class: "scroll", role: "grid", tabindex: 0, id: "rows", "aria-multiselectable": "true" });
  #state = el("p", { class: "message", role: "status" });
  #drawn = "";
  #form = "";
  #frame = 0;
  /** The rows in the page, by place. @type {Map<number, HTMLElement>} */
  #shown = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #renewal;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #settle;

  connectedCallback() {
    this.#scroll.append(el("div", { class: "sticky", role: "rowgroup" }, this.#head), this.#live, this.#body);
    this.replaceChildren(this.#scroll, this.#state);
    this.#scroll.addEventListener("scroll", () => this.#later());
    new ResizeObserver(() => this.#later()).observe(this.#scroll);
    this.#body.addEventListener("click", (event) => this.#onClick(event));
    this.#body.addEventListener("dblclick", () => selection.playChosen());
    this.#body.addEventListener("dragstart", (event) => this.#onDrag(event));
    this.#rows.addEventListener("change", () => this.#redraw());
    this.#rows.addEventListener("failed", (event) => this.#fail(/** @type {CustomEvent} */ (event).detail));
    selection.addEventListener("change", () => this.#mark());
    selection.addEventListener("moved", () => this.#reveal());
    settings.addEventListener("change", () => this.#redraw());
    state.addEventListener("change", () => {
      // What is open, and what is searched for, changes no row that is here.
      if (this.#form !== formOf(state.current)) this.#redraw();
    });
    for (const source of [liveFiles, state]) source.addEventListener("change", () => this.#drawLive());
    window.addEventListener("waveform-drawn", (event) => this.#drawBlank(/** @type {CustomEvent} */ (event).detail));
    for (const source of [serverEvents, window]) {
      source.addEventListener(source === window ? "catalogue-changed" : "catalogue", () => this.#renew());
    }
    this.#drawHead();
    this.#redraw();
    const listed = () => this.#rows.count > 0;
    addKeys(
      { keys: ["ArrowDown", "j"], repeats: true, group: "Rows", when: listed, label: "Next row; plays it where auto-play is on", run: () => selection.move(1) },
      { keys: ["ArrowUp", "k"], repeats: true, group: "Rows", when: listed, label: "Previous row", run: () => selection.move(-1) },
      { keys: ["PageDown"], repeats: true, group: "Rows", when: listed, label: "A page down", run: () => selection.move(this.#page()) },
      { keys: ["PageUp"], repeats: true, group: "Rows", when: listed, label: "A page up", run: () => selection.move(-this.#page()) },
      { keys: ["Shift+ArrowDown"], repeats: true, group: "Rows", when: listed, label: "Choose the next row too", run: () => selection.move(1, true) },
      { keys: ["Shift+ArrowUp"], repeats: true, group: "Rows", when: listed, label: "Choose the previous row too", run: () => selection.move(-1, true) },
      { keys: ["Ctrl+a"], group: "Rows", when: listed, label: "Choose all rows of the list", run: () => selection.chooseAll() },
      { keys: ["Enter"], group: "Playing", when: listed, label: "Play from the start of what is chosen", run: () => selection.playChosen() },
    );
  }

  #page() {
    return Math.max(1, Math.floor(this.#scroll.clientHeight / ROW) - 2);
  }

  /** There is a waveform now where there was none. @param {number} fileId */
  #drawBlank(fileId) {
    forget([...blank].filter((what) => Number.parseInt(what, 10) === fileId));
    this.#drawWaves();
  }

  /** Many changes in a moment are one. */
  #renew() {
    clearTimeout(this.#renewal);
    this.#renewal = setTimeout(() => {
      forget(blank); // an analysis makes waveforms
      this.#rows.refresh();
    }, RENEW_MS);
  }

  #later() {
    if (!this.#frame) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.#draw();
      });
    }
  }

  #redraw() {
    this.#drawn = "";
    this.#later();
  }

  /** A server that does not answer is asked again; what it says no to is not. @param {any} error */
  #fail(error) {
    // Not where rows are still here: those that are missing would be asked for at once, again and again.
    if (this.#rows.count === 0) this.#redraw();
    this.#saySo();
    if (error?.code !== "unreachable") return;
    clearTimeout(this.#renewal);
    this.#renewal = setTimeout(() => this.#rows.refresh(), RETRY_MS);
  }

  #drawHead() {
    const columns = this.#columns();
    this.style.setProperty("--columns", columns.map((column) => column.width).join(" "));
    const by = state.current.sort;
    this.#head.replaceChildren(
      ...columns.map((column) => {
        const order = column.sort && by === column.sort ? "ascending" : column.sort && by === `-${column.sort}` ? "descending" : null;
        const cell = el("div", { role: "columnheader", class: column.number ? "number" : null, "aria-sort": order });
        if (column.sort && !state.current.similar) {
          const button = el("button", { type: "button", title: `Sort by ${column.name.toLowerCase()}` }, column.name, ...(order ? [icon(order === "ascending" ? "caret-up" : "caret-down")] : []));
          button.addEventListener("click", () => state.set({ sort: by === column.sort ? `-${column.sort}` : by === `-${column.sort}` ? "" : (column.sort ?? "") }));
          cell.append(button);
        } else cell.append(column.name);
        return cell;
      }),
    );
  }

  #columns() {
    return shownColumns(state.current.similar ? "regions" : state.current.rows, state.current.similar !== null);
  }

  #draw() {
    const first = Math.max(0, Math.floor((this.#scroll.scrollTop - this.#live.clientHeight) / ROW) - AROUND);
    const last = Math.min(this.#rows.count, Math.ceil((this.#scroll.scrollTop + this.#scroll.clientHeight) / ROW) + AROUND);
    const range = `${first}-${last}`;
    if (range === this.#drawn) return;
    const anew = this.#drawn === "";
    if (anew) keepingFocus(this.#head, () => this.#drawHead());
    this.#drawn = range;
    this.#form = formOf(state.current);
    this.#body.style.height = `${this.#rows.count * ROW}px`;
    this.#scroll.setAttribute("aria-rowcount", String(this.#rows.count + 1));
    this.#scroll.setAttribute("aria-label", state.current.rows === "regions" || state.current.similar ? "Regions" : "Files");
    // Rows that stay in sight stay in the page: a step of scrolling makes only the few that come.
    for (const [i, row] of this.#shown) {
      if (i < first || i >= last || anew) {
        row.remove();
        this.#shown.delete(i);
      }
    }
    const columns = this.#columns();
    const made = [];
    let all = true;
    for (let i = first; i < last; i++) {
      if (this.#shown.has(i)) continue;
      const row = this.#rows.at(i);
      if (row) {
        const element = this.#row(row, i, columns);
        this.#shown.set(i, element);
        made.push(element);
      } else all = false;
    }
    // Rows that are still to come draw again when they are there.
    if (!all) this.#drawn = `waiting ${range}`;
    // In the order of the list, for those who read it by the order of the page.
    const above = made.length > 0 && this.#body.firstElementChild && Number(made[0].dataset.place) < Number(this.#body.firstElementChild.getAttribute("data-place"));
    if (above) this.#body.prepend(...made);
    else this.#body.append(...made);
    this.#point();
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => this.#drawWaves(), SETTLE_MS);
    if (this.#rows.loaded || this.#rows.problem) this.#saySo();
  }

  /** Shows what is chosen in the rows that are here: a step from row to row makes none anew. */
  #mark() {
    for (const [i, element] of this.#shown) {
      const row = this.#rows.at(i);
      element.classList.toggle("current", i === selection.place);
      element.setAttribute("aria-selected", row && selection.has(row) ? "true" : "false");
    }
    this.#point();
  }

  #point() {
    if (this.#shown.has(selection.place)) this.#scroll.setAttribute("aria-activedescendant", `row-${selection.place}`);
    else this.#scroll.removeAttribute("aria-activedescendant");
  }

  /** @param {Row} row @param {number} i @param {import("../columns.js").Column[]} columns */
  #row(row, i, columns) {
    const chosen = selection.has(row);
    const made = el("div", {
      class: `row${i === selection.place ? " current" : ""}`,
      role: "row",
      id: `row-${i}`,
      "data-place": i,
      "data-file": row.file_id,
      "aria-rowindex": i + 2,
      "aria-selected": chosen ? "true" : "false",
      draggable: "true",
      style: `top: ${i * ROW}px`,
    });
    if (row.status === "failed") made.append(...this.#failed(row, columns));
    else made.append(...columns.map((column) => el("div", { role: "gridcell", class: `cell-${column.id}${column.number ? " number" : ""}` }, ...cellOf(column, row))));
    return made;
  }

  /** What went wrong in the place of results, with a way to try again. @param {Row} row @param {import("../columns.js").Column[]} columns */
  #failed(row, columns) {
    const again = el("button", { type: "button", class: "small", "aria-label": `Retry ${row.name}`, title: "Analyse it again" }, "Retry");
    again.addEventListener("click", () => analyseAgain({ ids: [row.file_id] }, 1));
    const why = row.error ?? "It could not be analysed.";
    return [el("div", { role: "gridcell", class: "cell-name" }, ...cellOf(columns[0], row)), el("div", { role: "gridcell", class: "failure", "aria-colspan": Math.max(1, columns.length - 1) }, el("span", { title: why }, `failed: ${why}`), again)];
  }

  async #drawWaves() {
    for (const canvas of /** @type {NodeListOf<HTMLCanvasElement>} */ (this.#body.querySelectorAll("canvas[data-wave]:not([data-drawn])"))) {
      const wave = await waveOf(canvas.dataset.wave ?? "");
      const drawing = canvas.isConnected ? canvas.getContext("2d") : null;
      if (!wave || !drawing) continue;
      canvas.dataset.drawn = "";
      const most = Math.max(...wave, 1e-4);
      drawing.clearRect(0, 0, canvas.width, canvas.height);
      drawing.fillStyle = getComputedStyle(canvas).color;
      const width = canvas.width / wave.length;
      wave.forEach((peak, x) => {
        const height = Math.max(1, (peak / most) * canvas.height);
        drawing.fillRect(x * width, (canvas.height - height) / 2, Math.max(1, width - 0.5), height);
      });
    }
  }

  #saySo() {
    const { count, problem } = this.#rows;
    this.#state.className = problem ? "message error" : "message";
    this.#state.hidden = count > 0 && !problem;
    this.#state.textContent = problem;
    if (count > 0 || problem) return;
    const { query, similar } = state.current;
    if (similar) this.#state.textContent = "Nothing here can be compared with it by ear.";
    else if (query) this.#state.textContent = `Nothing matches "${query}". Take a filter away, or write less of a word.`;
    else this.#state.textContent = "The catalogue is empty. Drop sounds or a folder here, or run: ais analyze FOLDER";
  }

  /** The files that wait or are being analysed, above those that are there. */
  #drawLive() {
    const { rows, similar, query } = state.current;
    const live = rows === "files" && !similar ? liveFiles.rows(query) : [];
    const more = live.length - MOST_LIVE;
    this.#live.hidden = live.length === 0;
    this.#live.replaceChildren(
      ...live.slice(0, MOST_LIVE).map((row) =>
        el(
          "div",
          { class: "row", role: "row", title: row.path },
          el("div", { role: "gridcell" }, row.name),
          el("div", { role: "gridcell" }, el("span", { class: `state ${row.state}` }, row.state)),
          el("div", { role: "gridcell" }, row.said),
          el("div", { role: "gridcell" }, ...(row.state === "running" ? [el("progress", { max: 1, value: row.done, "aria-label": `Progress of ${row.name}` })] : [])),
        ),
      ),
      ...(more > 0 ? [el("div", { class: "row", role: "row" }, el("div", { role: "gridcell" }, `and ${more} more: see Jobs`))] : []),
    );
  }

  #reveal() {
    const top = selection.place * ROW + this.#live.clientHeight;
    const seen = this.#scroll.scrollTop;
    const room = this.#scroll.clientHeight - ROW;
    if (top < seen) this.#scroll.scrollTop = top;
    else if (top + ROW > seen + room) this.#scroll.scrollTop = top + ROW - room;
  }

  /** @param {MouseEvent} event */
  #onClick(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const row = target.closest("button") ? null : target.closest("[data-place]");
    if (!row) return;
    const place = Number(row.getAttribute("data-place"));
    if (event.ctrlKey || event.metaKey) selection.toggle(place);
    else selection.choose(place, event.shiftKey);
  }

  /** Chromium hands one file to another program by its address. @param {DragEvent} event */
  #onDrag(event) {
    const place = Number(/** @type {HTMLElement} */ (event.target).closest("[data-place]")?.getAttribute("data-place"));
    const row = this.#rows.at(place);
    if (!row || !event.dataTransfer) return;
    const slice = row.region_id !== undefined;
    const address = new URL(row.start_s !== undefined && row.end_s !== undefined ? sliceUrl(row.file_id, row.start_s, row.end_s) : audioUrl(row.file_id), location.href).href;
    const name = (slice ? `${row.name}.wav` : row.name).replaceAll(/[:/\\]/g, "_");
    event.dataTransfer.effectAllowed = "copy";
    event.dataTransfer.setData("DownloadURL", `audio/wav:${name}:${address}`);
    event.dataTransfer.setData("text/uri-list", address);
    event.dataTransfer.setData("text/plain", row.path);
  }
}

customElements.define("row-table", RowTable);

// A row that plays stays marked even where another one is looked at.
player.addEventListener("change", () => document.documentElement.classList.toggle("playing", player.playing));
