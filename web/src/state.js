/**
 * What the page shows. It stands in the address, so that it can be shared and the browser's back button works.
 * @module state
 */

/**
 * @typedef {object} PageState
 * @property {string} query  search, in the grammar of the catalogue
 * @property {string} sort   column, with a minus for descending; empty for the catalogue's own order
 * @property {number} page   page of the list, from 1
 * @property {number | null} file  id of the file that is open
 */

/** Reads the state from an address. @param {string} search @returns {PageState} */
export function parseState(search) {
  const params = new URLSearchParams(search);
  const page = Number.parseInt(params.get("page") ?? "1", 10);
  const file = Number.parseInt(params.get("file") ?? "", 10);
  return {
    query: params.get("q") ?? "",
    sort: params.get("sort") ?? "",
    page: Number.isFinite(page) && page > 0 ? page : 1,
    file: Number.isFinite(file) ? file : null,
  };
}

/** Writes the state as the search part of an address; what is as usual is left out. @param {PageState} state @returns {string} */
export function formatState(state) {
  const params = new URLSearchParams();
  if (state.query) params.set("q", state.query);
  if (state.sort) params.set("sort", state.sort);
  if (state.page > 1) params.set("page", String(state.page));
  if (state.file !== null) params.set("file", String(state.file));
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

  /** Changes some of the state, with an entry in the browser's history. @param {Partial<PageState>} change */
  set(change) {
    this.#current = { ...this.#current, ...change };
    history.pushState(null, "", formatState(this.#current));
    this.dispatchEvent(new Event("change"));
  }
}

export const state = new StateStore();
