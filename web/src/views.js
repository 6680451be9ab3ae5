/**
 * What can stand in the place of the table, by name.
 * @module views
 */

/** @type {{ view: import("./state.js").View, sign: string, text: string, change: Partial<import("./state.js").PageState> }[]} */
export const VIEWS = [
  { view: "browse", sign: "list", text: "All sounds", change: { view: "browse", query: "", similar: null, sort: "" } },
  { view: "map", sign: "map", text: "Map", change: { view: "map" } },
  { view: "duplicates", sign: "clone", text: "Duplicates", change: { view: "duplicates" } },
  { view: "removed", sign: "trash-can", text: "Removed", change: { view: "removed" } },
  { view: "jobs", sign: "bars-progress", text: "Jobs", change: { view: "jobs" } },
  { view: "settings", sign: "gear", text: "Settings", change: { view: "settings" } },
];
