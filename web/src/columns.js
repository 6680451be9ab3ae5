/**
 * The columns of the table.
 * @module columns
 */
import { keyColour, kindColour } from "./colours.js";
import { el, icon } from "./dom.js";
import { lasting, number, title, UNKNOWN } from "./format.js";
import { keyText, pitchName } from "./keynames.js";
import { settings } from "./settings.js";

/** @typedef {import("./api.js").Row} Row */

/**
 * @typedef {object} Column
 * @property {string} id
 * @property {string} name
 * @property {string} width   of a grid track
 * @property {string | null} sort  name in the search's order; null where there is none
 * @property {boolean} [number]    whether it stands to the right
 * @property {string} [field]      the correction that marks it as the user's
 * @property {(row: Row) => (Node | string)[]} cell
 */

/** @param {Row} row */
function status(row) {
  if (row.missing) return el("span", { class: "state warning", title: "It is not there now: bring the drive or the file back" }, "missing");
  if (row.stale && row.status === "complete") return el("span", { class: "state stale", title: "Made by an older analyzer, with other options or another model: Analyse brings it up to date" }, "stale");
  if (!row.status || row.status === "complete") return "";
  return el("span", { class: `state ${row.status}`, title: row.error ?? "" }, row.status);
}

/** @param {Row} row */
function stars(row) {
  return `${row.favourite ? "♥ " : ""}${row.rating ? "★".repeat(row.rating) : ""}`;
}

/** @type {Column[]} */
export const COLUMNS = [
  { id: "name", name: "Name", width: "minmax(130px, 2fr)", sort: "name", cell: (row) => [el("span", { title: row.path }, row.name)] },
  { id: "wave", name: "Wave", width: "96px", sort: null, cell: (row) => (row.status === "failed" ? [] : [el("canvas", { class: "wave", width: 192, height: 40, "data-wave": row.start_s === undefined ? row.file_id : `${row.file_id},${row.start_s},${row.end_s}`, "aria-hidden": "true" })]) },
  { id: "score", name: "Alike", width: "54px", sort: null, number: true, cell: (row) => [row.score === undefined ? "" : number(row.score, 2)] },
  {
    id: "kind",
    name: "Kind",
    width: "120px",
    sort: "kind",
    field: "kind",
    cell: (row) => (row.kind ? [el("span", { class: "swatch", style: `background: ${kindColour(row.kind)}`, "aria-hidden": "true" }), title(row.kind)] : [UNKNOWN]),
  },
  { id: "type", name: "Type", width: "76px", sort: "type", field: "type", cell: (row) => [row.type ? title(row.type.replace("_", "-")) : UNKNOWN] },
  { id: "tags", name: "Tags", width: "minmax(80px, 2fr)", sort: null, cell: (row) => [...row.my_tags.map((tag) => el("b", { class: "mine", title: "Your tag" }, tag)), row.tags.join(", ")] },
  { id: "bpm", name: "BPM", width: "56px", sort: "tempo", number: true, field: "tempo.bpm", cell: (row) => [number(row.bpm, 1)] },
  { id: "time_signature", name: "Meter", width: "52px", sort: "meter", field: "tempo.time_signature", cell: (row) => [row.time_signature ?? UNKNOWN] },
  {
    id: "key",
    name: "Key",
    width: "56px",
    sort: "key",
    field: "key.key",
    cell: (row) => [el("span", { class: "key", style: `color: ${keyColour(row.camelot)}`, title: row.key ? `${row.key}, ${row.camelot}` : null }, keyText(row.key, row.camelot, settings.current.notation) ?? UNKNOWN)],
  },
  { id: "root", name: "Root", width: "52px", sort: null, cell: (row) => [row.root_midi == null ? UNKNOWN : pitchName(row.root_midi)] },
  { id: "duration_s", name: "Length", width: "80px", sort: "duration", number: true, cell: (row) => [lasting(row.duration_s)] },
  { id: "loudness_lufs", name: "LUFS", width: "56px", sort: "loudness", number: true, cell: (row) => [number(row.loudness_lufs, 1)] },
  { id: "rating", name: "Rating", width: "84px", sort: "rating", cell: (row) => [el("span", { class: "stars", "aria-label": row.rating ? `${row.rating} stars` : null }, stars(row))] },
  { id: "regions", name: "Parts", width: "50px", sort: "regions", number: true, cell: (row) => [row.regions == null ? "" : String(row.regions)] },
  { id: "format", name: "Format", width: "58px", sort: "format", cell: (row) => [row.format ?? ""] },
  { id: "added", name: "Added", width: "84px", sort: "added", cell: (row) => [row.added?.slice(0, 10) ?? ""] },
  { id: "status", name: "State", width: "70px", sort: null, cell: (row) => [status(row)] },
];

/** Columns that say nothing of a region, and those that say nothing of a file. */
const OF_FILES = new Set(["regions", "format", "added", "status"]);
const OF_REGIONS = new Set(["root"]);

/** The columns that the user chose and that the list can fill. @param {"files" | "regions"} rows @param {boolean} alike */
export function shownColumns(rows, alike) {
  const wanted = new Set(settings.current.columns);
  if (alike) wanted.add("score");
  else wanted.delete("score");
  return COLUMNS.filter((column) => wanted.has(column.id) && !(rows === "regions" ? OF_FILES : OF_REGIONS).has(column.id));
}

/** A cell's content; what is the user's is marked as such. @param {Column} column @param {Row} row @returns {(Node | string)[]} */
export function cellOf(column, row) {
  const content = column.cell(row);
  return column.field && row.corrected.includes(column.field) ? [...content, el("span", { class: "yours", title: "Your correction" }, icon("pen"))] : content;
}
