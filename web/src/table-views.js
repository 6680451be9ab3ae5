/**
 * Views of the table that are kept: columns, order and search under a name, in this browser.
 * @module table-views
 */
import { settings } from "./settings.js";
import { state } from "./state.js";

/** @typedef {import("./settings.js").TableView} TableView */

/** Those that are kept, by name. What this page did not write is left out. @returns {TableView[]} */
export const tableViews = () =>
  settings.current.tableViews
    .filter((view) => typeof view?.name === "string" && Array.isArray(view.columns) && [view.sort, view.query].every((text) => typeof text === "string"))
    .toSorted((a, b) => a.name.localeCompare(b.name));

/** Keeps what the table shows now; a view of the same name is replaced. @param {string} name */
export function keepTableView(name) {
  const { rows, sort, query } = state.current;
  forgetTableView(name);
  settings.set({ tableViews: [...settings.current.tableViews, { name, columns: settings.current.columns, rows, sort, query }] });
}

/** @param {string} name */
export function forgetTableView(name) {
  settings.set({ tableViews: settings.current.tableViews.filter((view) => view?.name !== name) });
}

/** Shows the table so. @param {TableView} view */
export function showTableView({ columns, rows, sort, query }) {
  settings.set({ columns });
  state.set({ rows: rows === "regions" ? "regions" : "files", sort, query, similar: null, view: "browse" });
}
