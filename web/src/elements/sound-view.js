/**
 * The file that is open: its waveform with content timeline and lane, transport, and tables.
 * @module elements/sound-view
 */
import { dropRegion, mergeRegion, moveRegion, splitRegion } from "../api.js";
import { kindColour } from "../colours.js";
import { el, keepingFocus } from "../dom.js";
import { title } from "../format.js";
import { addKeys } from "../keys.js";
import { markerFrom, markersOf } from "../markers.js";
import { openFile } from "../open.js";
import { player } from "../player.js";
import { selection } from "../selection.js";
import { settings } from "../settings.js";
import { state } from "../state.js";
import { contentTimeline } from "../timeline.js";
import "./content-strip.js";
import "./detail-tabs.js";
import "./gone-note.js";
import { CutPanel } from "./cut-panel.js";
import { LANES, LaneView } from "./lane-view.js";
import "./transport-bar.js";
import { notice } from "./notices.js";
import { WaveForm } from "./wave-form.js";
import { analyseAgain, cut, setMarker } from "./actions.js";

class SoundView extends HTMLElement {
  /** @type {WaveForm | null} */
  #wave = null;
  #strip = /** @type {any} */ (el("content-strip"));
  #transport = /** @type {any} */ (el("transport-bar"));
  #gone = el("gone-note");
  #tabs = /** @type {any} */ (el("detail-tabs"));
  #lane = new LaneView();
  #cuts = new CutPanel();
  #title = el("h2", {});
  #legend = el("p", { class: "legend" });

  connectedCallback() {
    openFile.addEventListener("change", () => keepingFocus(this, () => this.#show()));
    openFile.addEventListener("renewed", () => this.#describe());
    openFile.addEventListener("region", () => this.#wave?.showChosen());
    selection.addEventListener("change", () => selection.chosen.length > 1 && openFile.chooseOne());
    settings.addEventListener("change", () => this.#settle());
    for (const source of [this.#strip, this.#tabs]) {
      source.addEventListener("go", (/** @type {CustomEvent<number>} */ event) => this.#go(event.detail));
    }
    const transport = this.#transport;
    transport.addEventListener("previous", () => this.#step(-1));
    transport.addEventListener("next", () => this.#step(1));
    transport.addEventListener("loop", () => this.#toggleLoop());
    transport.addEventListener("closer", () => this.#wave?.zoom(1));
    transport.addEventListener("farther", () => this.#wave?.zoom(-1));
    transport.addEventListener("marker", setMarker);
    transport.addEventListener("silences", () => this.#cutAtSilences());
    this.#cuts.addEventListener("preview", (event) => this.#wave?.preview(/** @type {CustomEvent} */ (event).detail));
    transport.addEventListener("fit", () => this.#wave?.zoomTo(null));
    this.#keys();
    this.#show();
  }

  #keys() {
    const sound = () => Boolean(openFile.document?.file);
    const marked = () => markersOf(openFile.document).length > 0;
    const regions = () => (openFile.document?.regions?.length ?? 0) > 0;
    addKeys(
      { keys: ["Space"], group: "Playing", when: sound, label: "Play or pause", run: () => player.toggle() },
      { keys: ["Escape"], group: "Playing", when: sound, label: "Stop; then choose nothing", run: () => (player.playing || player.loop ? player.stop() : selection.leave()) },
      { keys: ["ArrowLeft"], repeats: true, group: "Playing", when: sound, label: "5 seconds back", run: () => player.go(player.position - 5) },
      { keys: ["ArrowRight"], repeats: true, group: "Playing", when: sound, label: "5 seconds on", run: () => player.go(player.position + 5) },
      { keys: ["Home"], group: "Playing", when: sound, label: "To the start", run: () => player.go(0) },
      { keys: ["End"], group: "Playing", when: sound, label: "To the end", run: () => player.go((openFile.document?.file?.duration_s ?? 0) - 0.05) },
      { keys: ["[", "Shift+ArrowLeft"], repeats: true, group: "Playing", when: regions, label: "Previous region", run: () => this.#step(-1) },
      { keys: ["]", "Shift+ArrowRight"], repeats: true, group: "Playing", when: regions, label: "Next region", run: () => this.#step(1) },
      { keys: ["{"], repeats: true, group: "Playing", when: regions, label: "Choose the previous region too", run: () => this.#extend(-1) },
      { keys: ["}"], repeats: true, group: "Playing", when: regions, label: "Choose the next region too", run: () => this.#extend(1) },
      { keys: ["l"], group: "Playing", when: regions, label: "Play the region in a loop, or no longer", run: () => this.#toggleLoop() },
      { keys: ["a"], group: "Playing", label: "Auto-play: play each row as it is chosen", run: () => settings.set({ autoplay: !settings.current.autoplay }) },
      { keys: ["m"], group: "Looking", when: sound, label: "Set a marker at the position", run: setMarker },
      { keys: [","], repeats: true, group: "Looking", when: marked, label: "To the marker before", run: () => this.#toMarker(-1) },
      { keys: ["."], repeats: true, group: "Looking", when: marked, label: "To the next marker", run: () => this.#toMarker(1) },
      { keys: ["s"], group: "Cutting", when: regions, label: "Split the region at the position", run: () => this.#split() },
      { keys: ["Shift+j"], group: "Cutting", when: regions, label: "Merge the region with the next, or those that are chosen", run: () => this.#merge() },
      { keys: ["Shift+s"], group: "Cutting", when: sound, label: "Cut the file at its silences, with a preview", run: () => this.#cutAtSilences() },
      { keys: ["Delete"], group: "Cutting", when: regions, label: "Drop the region, or those that are chosen", run: () => this.#drop() },
      { keys: ["+", "="], repeats: true, group: "Looking", when: sound, label: "Zoom in", run: () => this.#wave?.zoom(1) },
      { keys: ["-"], repeats: true, group: "Looking", when: sound, label: "Zoom out", run: () => this.#wave?.zoom(-1) },
      { keys: ["z"], group: "Looking", when: regions, label: "Zoom to the region", run: () => this.#wave?.zoomTo(this.#stretch() ?? openFile.document?.regions?.[0] ?? null) },
      { keys: ["Shift+z"], group: "Looking", when: sound, label: "Show all of the file", run: () => this.#wave?.zoomTo(null) },
    );
  }

  #show() {
    this.#wave = null;
    const { document, fileId, problem } = openFile;
    if (fileId === null) {
      this.replaceChildren(el("p", { class: "message" }, "Choose a sound above to see and hear it: arrows go through the rows, Space plays, ? shows all keys."));
      return;
    }
    if (!document) {
      this.replaceChildren(el("p", { class: "message error", role: "alert" }, problem));
      return;
    }
    if (document.status === "failed" || !document.file) {
      const again = el("button", { type: "button" }, "Analyse it again");
      again.addEventListener("click", () => analyseAgain({ ids: [document.file_id] }, 1));
      this.replaceChildren(el("h2", {}, document.path), el("p", { class: "message error", role: "alert" }, document.error?.message ?? "It was not analysed."), el("p", { class: "message" }, again));
      return;
    }
    const wave = new WaveForm();
    this.#wave = wave;
    wave.addEventListener("range", (event) => {
      const range = /** @type {CustomEvent} */ (event).detail;
      this.#strip.setRange(range);
      this.#lane.setRange(range);
    });
    wave.addEventListener("region", (event) => {
      const { index, extend } = /** @type {CustomEvent} */ (event).detail;
      const region = openFile.document?.regions[index];
      if (region && extend) openFile.extendTo(region);
      else this.#choose(region, false);
    });
    wave.addEventListener("moved", async (event) => {
      const { region, bounds } = /** @type {CustomEvent} */ (event).detail;
      // A border that could not be moved goes back to where it was.
      if (!(await cut(() => moveRegion(region.region_id, bounds), "The border was moved"))) wave.redraw();
    });
    this.replaceChildren(this.#title, this.#gone, wave, this.#strip, this.#lane, this.#legend, this.#cuts, this.#transport, this.#tabs);
    this.#cuts.hidden = true;
    this.#describe();
    wave.show(document, fileId);
    this.#lane.setRange({ start: 0, end: document.file.duration_s });
    this.#settle();
  }

  /** Says anew what is known of the same sound. */
  #describe() {
    const { document } = openFile;
    if (!document?.file || !this.#wave) return;
    this.#title.textContent = document.user?.name ?? document.file.name;
    this.#title.title = document.path;
    this.#wave.update(document);
    this.#strip.show(document);
    this.#transport.show(document);
    this.#tabs.show(document);
    this.#drawLegend(document);
    this.#settle();
  }

  /** The lane shows what the tab is about; where it has none, there is no lane. */
  #settle() {
    const { document, fileId } = openFile;
    if (!document?.file || fileId === null || !this.#wave) return;
    const lane = LANES[settings.current.tab];
    this.#lane.hidden = !lane;
    if (lane) this.#lane.show(document, fileId, lane);
  }

  /** @param {any} document */
  #drawLegend(document) {
    const kinds = [...new Set(contentTimeline(document).map((segment) => segment.kind))];
    this.#legend.replaceChildren(
      ...kinds.map((kind) => el("span", {}, el("span", { class: "swatch", style: `background: ${kindColour(kind)}`, "aria-hidden": "true" }), kind === "unknown" ? "Not analysed" : title(kind))),
      ...(document.regions.some((/** @type {any} */ r) => r.analyses?.tempo?.result?.beats_s?.length) ? [el("span", {}, el("span", { class: "tick", "aria-hidden": "true" }), "beat"), el("span", {}, el("span", { class: "tick down", "aria-hidden": "true" }), "first of a bar")] : []),
      el("span", {}, el("span", { class: "swatch rms-swatch", "aria-hidden": "true" }), "RMS within the peaks"),
    );
  }

  /** @param {number} seconds */
  #go(seconds) {
    player.seek(seconds);
    this.#wave?.reveal(seconds);
  }

  /** @param {number} step */
  #toMarker(step) {
    const marker = markerFrom(markersOf(openFile.document), player.position, step);
    if (!marker) return;
    player.go(marker.time_s);
    this.#wave?.reveal(marker.time_s);
  }

  /** @param {number} step */
  #step(step) {
    const region = openFile.neighbour(step);
    if (region) this.#choose(region, true);
  }

  /** Chooses one more region, or one less. @param {number} step */
  #extend(step) {
    const region = openFile.region ? openFile.neighbour(step) : this.#here();
    if (!region) return;
    openFile.extendTo(region);
    this.#wave?.reveal(region.start_s);
  }

  /** @param {any} region @param {boolean} play */
  #choose(region, play) {
    if (!region) return;
    if (play) player.setLoop(null);
    state.set({ region: region.region_id }, { replace: true });
    this.#go(region.start_s);
    if (play && (settings.current.autoplay || player.playing)) player.play(region.start_s, region.end_s);
  }

  /** The region that is chosen, else the one in which the position is. */
  #here() {
    const regions = openFile.document?.regions ?? [];
    return openFile.region ?? regions.find((/** @type {any} */ r) => r.start_s <= player.position && r.end_s > player.position) ?? null;
  }

  /** The regions that are chosen, else the one in which the position is. */
  #these() {
    const { chosen } = openFile;
    const here = this.#here();
    return chosen.length > 0 ? chosen : here ? [here] : [];
  }

  /** From the first of the regions that are chosen to the last. @returns {{ start_s: number, end_s: number } | null} */
  #stretch() {
    const { chosen } = openFile;
    return chosen.length > 0 ? { start_s: chosen[0].start_s, end_s: chosen[chosen.length - 1].end_s } : null;
  }

  #cutAtSilences() {
    if (openFile.fileId !== null && openFile.document?.file) this.#cuts.open(openFile.fileId);
  }

  #split() {
    const regions = openFile.document?.regions ?? [];
    const at = player.position;
    const region = regions.find((/** @type {any} */ r) => r.start_s < at && r.end_s > at);
    if (region) cut(() => splitRegion(region.region_id, at), "Split");
    else notice("Put the position into a region first: it is split there.");
  }

  #merge() {
    const [first, ...more] = this.#these();
    if (first) cut(() => mergeRegion(first.region_id, more.at(-1)?.region_id), more.length > 0 ? `Merged: ${more.length + 1} regions` : "Merged with the next");
  }

  #drop() {
    const [first, ...more] = this.#these();
    if (first) cut(() => dropRegion(first.region_id, more.at(-1)?.region_id), `Dropped${more.length > 0 ? `: ${more.length + 1} regions` : ""}; the sound itself stays in its file`);
  }

  #toggleLoop() {
    if (player.loop) player.setLoop(null);
    else {
      const stretch = this.#stretch() ?? this.#here() ?? openFile.document?.regions?.[0];
      if (stretch) player.setLoop(stretch);
    }
  }
}

customElements.define("sound-view", SoundView);
