/**
 * What the page shows. It stands in the address, so that it can be shared and the browser's back button works.
 * @module state
 */

/** @typedef {"browse" | "map" | "duplicates" | "removed" | "jobs" | "settings"} View */

/**
 * @typedef {object} PageState
 * @property {string} query  search, in the grammar of the catalogue
 * @property {string} sort   column, with a minus for descending; empty for the catalogue's own order
 * @property {"files" | "regions"} rows  what the table lists
 * @property {number | null} file    id of the file that is open
 * @property {number | null} region  number of the region that is chosen in it
 * @property {string | null} similar what the table's regions are to sound like: a number, or "3,+7,-9" with more and less like
 * @property {string} aspects  weights of what is compared then, such as "timbre:0.5,rhythm:1"; empty for all as one
 * @property {View} view     what stands in the place of the table
 */

const VIEWS = ["browse", "map", "duplicates", "removed", "jobs", "settings"];

/** A number of the catalogue. @param {string | null} text */
function id(text) {
  const number = Number.parseInt(text ?? "", 10);
  return Number.isFinite(number) && number > 0 ? number : null;
}

/** Reads the state from an address. @param {string} search @returns {PageState} */
export function parseState(search) {
  const params = new URLSearchParams(search);
  const similar = params.get("similar") ?? "";
  const aspects = params.get("aspects") ?? "";
  return {
    query: params.get("q") ?? "",
    sort: params.get("sort") ?? "",
    rows: params.get("rows") === "regions" ? "regions" : "files",
    file: id(params.get("file")),
    region: id(params.get("region")),
    similar: /^\d+(,[+-]\d+)*$/.test(similar) ? similar : null,
    aspects: /^[a-z]+:[\d.]+(,[a-z]+:[\d.]+)*$/.test(aspects) ? aspects : "",
    view: /** @type {View} */ (VIEWS.includes(params.get("view") ?? "") ? params.get("view") : "browse"),
  };
}

/** Writes the state as the search part of an address; what is as usual is left out. @param {PageState} state @returns {string} */
export function formatState(state) {
  const params = new URLSearchParams();
  if (state.query) params.set("q", state.query);
  if (state.sort) params.set("sort", state.sort);
  if (state.rows === "regions") params.set("rows", "regions");
  if (state.file !== null) params.set("file", String(state.file));
  if (state.region !== null) params.set("region", String(state.region));
  if (state.similar) params.set("similar", state.similar);
  if (state.similar && state.aspects) params.set("aspects", state.aspects);
  if (state.view !== "browse") params.set("view", state.view);
  const text = params.toString();
  return text ? `?${text}` : location.pathname;
}

/** The page's state, which tells its listeners of each change. */
class StateStore extends EventTarget {
  /** @type {PageState} */
  #current = parseState(location.search);

  constructor() {
    super();
    addEventListener("popstate", () => {
      this.#current = parseState(location.search);
      this.dispatchEvent(new Event("change"));
    });
  }

  /** @returns {Readonly<PageState>} */
  get current() {
    return this.#current;
  }

  /**
   * Changes some of the state, with an entry in the browser's history; going through rows leaves none for each.
   * @param {Partial<PageState>} change @param {{ replace?: boolean }} [options]
   */
  set(change, { replace = false } = {}) {
    const next = { ...this.#current, ...change };
    if (formatState(next) === formatState(this.#current)) return;
    this.#current = next;
    if (replace) history.replaceState(null, "", formatState(next));
    else history.pushState(null, "", formatState(next));
    this.dispatchEvent(new Event("change"));
  }
}

export const state = new StateStore();
