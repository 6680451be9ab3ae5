/**
 * The markers of a sound as a table: what the waveform shows, for the keyboard and for screen readers; each is named and removed here.
 * @module elements/marker-table
 */
import { el, icon } from "../dom.js";
import { place } from "../format.js";
import { markerName, markersOf } from "../markers.js";
import { player } from "../player.js";
import { removeMarker, renameMarker } from "./actions.js";

/** @param {any} document @returns {HTMLElement[]} nothing where there are no markers */
export function markerTable(document) {
  const markers = markersOf(document);
  if (markers.length === 0) return [];
  const rows = markers.map((marker) => {
    const called = markerName(marker);
    const at = place(marker.time_s, document.file.duration_s);
    const go = el("button", { type: "button", class: "link", "aria-label": `${at}: go to ${called}` }, at);
    go.addEventListener("click", () => player.go(marker.time_s));
    const name = /** @type {HTMLInputElement} */ (el("input", { type: "text", maxlength: 200, placeholder: called, "aria-label": `Name of marker ${marker.id}` }));
    name.value = marker.name ?? "";
    name.addEventListener("change", () => renameMarker(document.file_id, marker, name.value));
    const remove = el("button", { type: "button", class: "quiet", "aria-label": `Remove ${called}`, title: `Remove ${called}` }, icon("xmark"));
    remove.addEventListener("click", () => removeMarker(document.file_id, marker));
    return el("tr", {}, el("td", { class: "number" }, go), el("td", { class: "name" }, name), el("td", {}, remove));
  });
  const head = ["Place", "Name", "Remove"].map((text) => el("th", { scope: "col", class: text === "Place" ? "number" : null }, text));
  return [el("details", { open: true }, el("summary", {}, `Markers (${markers.length})`), el("table", { "aria-label": "Markers" }, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...rows)))];
}
