/**
 * What is done with the sounds that are chosen: rate, tag, collect, export, analyse again, find alike.
 * @module elements/actions
 */
import { addMarker, analyzeAgain, changeMarker, dropMarker, exportRegions, getDocument, mark, markMany, removeFiles, upload } from "../api.js";
import { el } from "../dom.js";
import { filesOf, sortIn } from "../dropped.js";
import { exportedSaid } from "../exports.js";
import { place } from "../format.js";
import { remembered } from "../history.js";
import { markerName } from "../markers.js";
import { openFile } from "../open.js";
import { player } from "../player.js";
import { selection } from "../selection.js";
import { state } from "../state.js";
import { uploadsSaid } from "../uploads.js";
import { collectItems } from "./collecting.js";
import { ask, confirmed } from "./dialogs.js";
import { changed, notice, report } from "./notices.js";
import { undoing } from "./undoing.js";

/** Documents that are asked for side by side. */
const AT_ONCE = 8;

/**
 * What a mark goes to: the regions of the open file where several are chosen, the rows that are, or the region or file that is open.
 * @returns {{ target: "files" | "regions", ids: number[] } | null}
 */
export function markTarget() {
  const regions = openFile.chosen;
  if (regions.length > 1) return { target: "regions", ids: regions.map((region) => region.region_id) };
  const rows = selection.chosen;
  const { region, file } = state.current;
  if (rows.length > 1) {
    const regions = rows[0].region_id !== undefined;
    return { target: regions ? "regions" : "files", ids: rows.map((row) => (regions ? /** @type {number} */ (row.region_id) : row.file_id)) };
  }
  if (region !== null) return { target: "regions", ids: [region] };
  if (file !== null) return { target: "files", ids: [file] };
  return null;
}

/**
 * @param {import("../api.js").MarkChange} change @param {string} said
 * @param {{ target: "files" | "regions", ids: number[] } | null} [goal] what it goes to; else what is chosen
 */
export async function markChosen(change, said, goal = markTarget()) {
  if (!goal) {
    notice("Choose a sound first.");
    return;
  }
  await report(async () => {
    const { entry } = await remembered(() => (goal.ids.length === 1 ? mark(goal.target, goal.ids[0], change) : markMany(goal.target, goal.ids, change)));
    changed();
    notice(goal.ids.length === 1 ? said : `${said}: ${goal.ids.length} ${goal.target}`, undoing(entry));
  });
}

export async function tagChosen() {
  if (!markTarget()) return;
  const tags = await ask("Tags", "Tags, by commas; a minus takes one away", "dusty, for the film");
  if (!tags) return;
  const words = tags.split(",").map((word) => word.trim()).filter(Boolean);
  await markChosen({ add_tags: words.filter((word) => !word.startsWith("-")), remove_tags: words.filter((word) => word.startsWith("-")).map((word) => word.slice(1)) }, `Tagged ${words.join(", ")}`);
}

export async function toggleFavourite() {
  const now = (openFile.region ?? openFile.document)?.user?.favourite ?? false;
  await markChosen({ favourite: !now }, now ? "No favourite now" : "A favourite");
}

export async function collectChosen() {
  const goal = markTarget();
  if (goal) await collectItems(goal.target === "files" ? { files: goal.ids } : { regions: goal.ids });
}

/** The regions of what is chosen. */
async function chosenRegions() {
  const goal = markTarget();
  if (!goal) return [];
  if (goal.target === "regions") return goal.ids;
  const regions = [];
  for (let i = 0; i < goal.ids.length; i += AT_ONCE) {
    const documents = await Promise.all(goal.ids.slice(i, i + AT_ONCE).map((id) => getDocument(id)));
    regions.push(...documents.flatMap((document) => (document.regions ?? []).map((/** @type {any} */ region) => region.region_id)));
  }
  return regions;
}

export async function exportChosen() {
  const what = /** @type {HTMLSelectElement} */ (el("select", { id: "export-what" }, el("option", { value: "slices" }, "Slices (zip)"), el("option", { value: "labels" }, "Audacity labels"), el("option", { value: "csv" }, "CSV table"), el("option", { value: "json" }, "JSON")));
  const format = /** @type {HTMLSelectElement} */ (el("select", { id: "export-format" }, el("option", { value: "wav" }, "WAV"), el("option", { value: "flac" }, "FLAC")));
  const template = await ask("Export", "Names of slices: {file} {index} {name} {kind} {type} {bpm} {key} {camelot} {tag} {rating} {start}", "", [], "{file}-{index} {bpm} {key}", [
    el("label", { for: "export-what" }, "What", what),
    el("label", { for: "export-format" }, "Format", format),
  ]);
  if (!template) return;
  await report(async () => {
    const ids = await chosenRegions();
    if (ids.length === 0) {
      notice("Choose sounds first.");
      return;
    }
    notice(`Exporting ${ids.length} regions …`);
    const { name, blob, leftOut } = await exportRegions({ ids, what: what.value, format: format.value, template });
    const link = el("a", { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(/** @type {HTMLAnchorElement} */ (link).href), 60_000);
    notice(exportedSaid(name, leftOut), { error: leftOut > 0 });
  });
}

/** @param {{ ids?: number[], query?: string }} which @param {number} count @param {string[]} [only] */
export async function analyseAgain(which, count, only) {
  await report(async () => {
    await analyzeAgain({ ...which, options: only ? { force: true, only } : { force: true } });
    notice(count === 1 ? "It waits to be analysed." : `${count} sounds wait to be analysed.`, { action: { label: "Jobs", run: () => state.set({ view: "jobs" }) } });
  });
}

/** What is chosen or open; where nothing is, all that the list shows, after asking. */
export async function analyseChosen() {
  const ids = [...new Set(selection.chosen.map((row) => row.file_id))];
  const { file, rows, query, similar } = state.current;
  if (ids.length > 0) await analyseAgain({ ids }, ids.length);
  else if (file !== null) await analyseAgain({ ids: [file] }, 1);
  else if (rows !== "files" || similar) notice("Choose sounds first, or list files to analyse them all.");
  else {
    const { count } = selection.rows;
    if (count > 0 && (await confirmed("Analyse all again?", `${count.toLocaleString("en")} files of the list are analysed again, one after the other. Your tags and corrections stay.`, "Analyse all"))) await analyseAgain({ query: query || "status:complete,partial,failed" }, count);
  }
}

/** Takes files out of the catalogue, after asking. @param {number[]} ids @param {string} name of the one, where it is one */
export async function removeAll(ids, name) {
  const what = ids.length === 1 ? name : `${ids.length} files`;
  if (!(await confirmed("Remove from the catalogue?", `${what}: the ${ids.length === 1 ? "file itself stays" : "files themselves stay"} where ${ids.length === 1 ? "it is" : "they are"}. For 30 days it can be brought back, with all tags and results.`, "Remove"))) return;
  await report(async () => {
    const { entry } = await remembered(() => removeFiles(ids));
    if (state.current.file !== null && ids.includes(state.current.file)) state.set({ file: null, region: null });
    changed();
    notice(`Removed: ${what}`, undoing(entry));
  });
}

/** The files that are chosen, or of which a region is, or the one that is open. */
export async function removeChosen() {
  const rows = selection.chosen;
  const ids = [...new Set(rows.map((row) => row.file_id))];
  if (ids.length > 0) await removeAll(ids, rows[0].path.split("/").at(-1) ?? rows[0].path);
  else if (state.current.file !== null) await removeAll([state.current.file], openFile.document?.path.split("/").at(-1) ?? "This file");
  else notice("Choose a sound first.");
}

/** @param {() => Promise<any>} edit of the markers @param {(answer: any) => string} said */
async function editMarkers(edit, said) {
  await report(async () => {
    const { answer, entry } = await remembered(edit);
    changed();
    notice(said(answer), undoing(entry));
  });
}

/** Marks the place where the sound that is open stands or plays. */
export async function setMarker() {
  const { document, fileId } = openFile;
  const at = Math.min(player.position, document?.file?.duration_s ?? 0);
  if (fileId !== null && document?.file) await editMarkers(() => addMarker(fileId, at), (made) => `${markerName(made)} at ${place(made.time_s, document.file.duration_s)}`);
}

/** @param {number} fileId @param {import("../markers.js").Marker} marker @param {string} name */
export const renameMarker = (fileId, marker, name) => editMarkers(() => changeMarker(fileId, marker.id, { name }), (now) => `The marker is called ${markerName(now)} now`);

/** @param {number} fileId @param {import("../markers.js").Marker} marker */
export const removeMarker = (fileId, marker) => editMarkers(() => dropMarker(fileId, marker.id), () => `Removed: ${markerName(marker)}`);

/** Cuts a file otherwise; what is new is analysed as a job. @param {() => Promise<any>} edit @param {string} said */
export async function cut(edit, said) {
  const made = await report(() => remembered(edit));
  if (made) notice(`${said}. What is new is being analysed …`, undoing(made.entry));
  return made !== null;
}

/** Lists what sounds like the region that is open. */
export function findAlike() {
  const region = state.current.region ?? openFile.document?.regions?.[0]?.region_id;
  if (region) state.set({ similar: String(region), query: "", view: "browse" });
  else notice("Choose a sound first.");
}

/** Nearer to the region that is open, or farther from it. @param {"+" | "-"} sign */
export function likeMore(sign) {
  const { similar, region } = state.current;
  if (similar && region !== null) state.set({ similar: `${similar},${sign}${region}` });
}

/** Sends what was dropped. @param {(FileSystemEntry | File)[]} entries */
export async function uploadDropped(entries) {
  const dropped = await report(() => filesOf(entries));
  if (dropped) await send(dropped);
}

/** @param {FileList | File[]} files */
export async function uploadAll(files) {
  await send(sortIn({ sounds: [], leftOut: [] }, files));
}

/** @param {import("../dropped.js").Dropped} dropped */
async function send({ sounds: files, leftOut }) {
  if (files.length === 0) {
    notice(leftOut.length > 0 ? uploadsSaid(0, [], 0, leftOut) : "There is no sound in that folder.");
    return;
  }
  let sent = 0;
  /** @type {any[]} */
  const known = [];
  for (const [i, file] of files.entries()) {
    const sending = notice(files.length > 1 ? `Sending ${file.name} (${i + 1} of ${files.length}) …` : `Sending ${file.name} …`);
    const answer = await report(() => upload(file));
    sending.remove();
    // A sound whose bytes are there already is answered with what is known of it, a new one with its job.
    if (answer?.analysis_result) known.push(answer.analysis_result);
    else if (answer) sent++;
  }
  if (sent + known.length > 0) {
    changed();
    const lost = files.length - sent - known.length;
    notice(uploadsSaid(sent, known, lost, leftOut), {
      error: lost > 0,
      action:
        sent > 0
          ? { label: "Jobs", run: () => state.set({ view: "jobs" }) }
          : { label: "Open", run: () => state.set({ view: "browse", file: known[0].file_id, region: null }) },
    });
  }
}
