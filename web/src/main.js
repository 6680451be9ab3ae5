/**
 * Puts the page together: styles, fonts, the elements, and what goes on between them.
 * @module main
 */
import "@fontsource/inter/latin-400.css";
import "@fontsource/inter/latin-600.css";
import "@fontsource/jetbrains-mono/latin-400.css";
import "@fortawesome/fontawesome-free/css/fontawesome.css";
import "@fortawesome/fontawesome-free/css/solid.css";
import "./style.css";
import "./theme.js";
import { entriesOf } from "./dropped.js";
import { uploadDropped } from "./elements/actions.js";
import "./elements/dialogs.js";
import { showKeys } from "./elements/dialogs.js";
import "./elements/duplicate-list.js";
import "./elements/removed-list.js";
import "./elements/engine-status.js";
import "./elements/job-list.js";
import "./elements/library-panel.js";
import "./elements/list-bar.js";
import "./elements/map-view.js";
import { openPalette } from "./elements/palette.js";
import { showNotices } from "./elements/notices.js";
import "./elements/result-panel.js";
import "./elements/row-table.js";
import "./elements/search-bar.js";
import "./elements/settings-view.js";
import "./elements/sound-view.js";
import { splitPanels } from "./elements/splitters.js";
import { welcome } from "./elements/welcome.js";
import { serverEvents } from "./events.js";
import { el } from "./dom.js";
import { listenToKeys } from "./keys.js";
import { openFile } from "./open.js";
import { liveFiles } from "./live.js";
import { loadPeaks } from "./peaks.js";
import { selection } from "./selection.js";
import { settings } from "./settings.js";
import { state } from "./state.js";

const ELEMENTS = { map: "map-view", duplicates: "duplicate-list", removed: "removed-list", jobs: "job-list", settings: "settings-view" };
const upper = /** @type {HTMLElement} */ (document.querySelector(".upper"));
const browse = /** @type {HTMLElement} */ (document.querySelector(".browse"));
const other = /** @type {HTMLElement} */ (document.querySelector(".other"));

/** Shows what the address says. */
function follow() {
  const { view, rows, query, sort, similar, aspects } = state.current;
  browse.hidden = view !== "browse";
  other.hidden = view === "browse";
  const wanted = view === "browse" ? null : ELEMENTS[view];
  if (wanted !== (other.firstElementChild?.localName ?? null)) other.replaceChildren(...(wanted ? [el(wanted)] : []));
  upper.dataset.view = view;
  const { listing } = selection.rows;
  if (!selection.rows.loaded || listing.rows !== rows || listing.query !== query || listing.sort !== sort || listing.similar !== similar || listing.aspects !== aspects) {
    selection.clear();
    selection.place = -1;
    selection.rows.list({ rows, query, sort, similar, aspects });
  }
}

/** A page that is opened without an address of its own lists the files in the order that was chosen last. */
function remember() {
  const { rows, sort, similar } = state.current;
  if (rows === "files" && !similar && sort !== settings.current.sort) settings.set({ sort });
}

if (location.search === "" && settings.current.sort) state.set({ sort: settings.current.sort }, { replace: true });
state.addEventListener("change", remember);
state.addEventListener("change", follow);
showNotices();
splitPanels();
listenToKeys();
serverEvents.connect();
openFile.start();
liveFiles.start();
follow();
welcome();

// The first sound that is opened need not wait for the waveform's code. What goes wrong is told when one is opened.
(window.requestIdleCallback ?? setTimeout)(() => void loadPeaks().catch(() => {}));

document.querySelector("#commands-button")?.addEventListener("click", openPalette);
document.querySelector("#keys")?.addEventListener("click", showKeys);

// Files and folders that are dropped anywhere are sent.
addEventListener("dragover", (event) => {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  document.body.classList.add("dropping");
});
addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) document.body.classList.remove("dropping");
});
addEventListener("drop", (event) => {
  document.body.classList.remove("dropping");
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  uploadDropped(entriesOf(event.dataTransfer));
});
