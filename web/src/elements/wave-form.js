/**
 * Overview and zoomed waveform of a file (Peaks.js), coloured by what is heard, with regions, content and beats. The sound is never decoded in the page.
 * @module elements/wave-form
 */
import { fetchPeaks } from "../api.js";
import { ChosenBands } from "../chosen.js";
import { kindColour } from "../colours.js";
import { el } from "../dom.js";
import { spokenPosition } from "../format.js";
import { MarkerPins, markersOf } from "../markers.js";
import { openFile } from "../open.js";
import { peaksPlayer } from "../peaks-player.js";
import { loadPeaks } from "../peaks.js";
import { player } from "../player.js";
import { RmsBand } from "../rms.js";
import { settings } from "../settings.js";
import { snap } from "../snap.js";
import { BeatTicks } from "../ticks.js";
import { beats, contentTimeline, kindsOf, noteOnsets, samplesPerPixel, zoomLevel } from "../timeline.js";
import { widened } from "../widened.js";
import { zeroCrossing } from "../zero.js";

const MOST_SEGMENTS = 600;
const MOST_GAIN = 30;
const SNAP_PX = 9;
/** How much coarser than the one before, the first of them the server's, are the waveforms that views of a long recording are made of. */
const STEP = 4;
/** How many times + is expected to be pressed in a long recording: three hours are a minute then. */
const LEVELS = 8;

/** Narrower regions have no name: it would hide the neighbours'. */
const NAMED_PX = 30;
/** Narrower regions have no borders to drag, which would hide the waveform. */
const HANDLED_PX = 60;
const REST_MS = 150;
/** How far PageUp and PageDown go: a tenth of the sound, and farther than the arrows. */
const LEAST_PAGE_S = 10;
const REGION = "region-";

/** A view that follows what plays moves all the time; who wants less motion has it stand still. */
const lessMotion = matchMedia("(prefers-reduced-motion: reduce)");

/** Colours of the theme, for what is drawn on canvas. @param {string} name */
const themeColour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** @param {string} colour @param {number} percent of it, over what is below */
const clear = (colour, percent) => `color-mix(in srgb, ${colour} ${percent}%, transparent)`;

/** What of a document is drawn here, to be compared. @param {any} document */
const drawn = (document) => JSON.stringify([document.regions.map((/** @type {any} */ r) => [r.start_s, r.end_s, r.user?.name]), contentTimeline(document), beats(document)]);

/**
 * Shows one file at a time; tells of `range` (detail: start and end in sight), `region` (detail: index of the one that was clicked, and whether it extends what is chosen), and `moved` (detail: a region whose border was
 * dragged, with its new bounds).
 */
export class WaveForm extends HTMLElement {
  /** @type {import("peaks.js").PeaksInstance | null} */
  #peaks = null;
  /** Counts what was shown: what comes later than the next is not drawn. */
  #turn = 0;
  #abort = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #resting;
  #total = 0;
  #fileId = 0;
  #resolution = 0;
  /** Seconds of a pixel where the view is as close as it gets. */
  #finest = 1;
  #rehearsing = false;
  #theme = settings.current.theme;
  /** What is to be in sight once it is drawn; null for all. @type {{ start_s: number, end_s: number } | null} */
  #stretch = null;
  #zoom = el("div", { class: "zoom", "aria-hidden": "true" });
  #overview = el("div", { class: "overview", "aria-hidden": "true" });
  #rms = new RmsBand();
  #ticks = new BeatTicks();
  #chosen = new ChosenBands();
  #pins = new MarkerPins(true);
  #smallPins = new MarkerPins(false);
  #resize = new ResizeObserver(() => this.#fit());
  /** @type {any} */
  #document = null;

  connectedCallback() {
    this.setAttribute("role", "slider");
    this.setAttribute("tabindex", "0");
    this.setAttribute("aria-label", "Position in the sound");
    this.setAttribute("aria-valuemin", "0");
    this.addEventListener("keydown", (event) => this.#turnPage(event));
    this.#resize.observe(this);
    player.addEventListener("change", this.#say);
    settings.addEventListener("change", this.#dress);
    lessMotion.addEventListener("change", this.#follow);
  }

  disconnectedCallback() {
    this.#resize.disconnect();
    player.removeEventListener("change", this.#say);
    settings.removeEventListener("change", this.#dress);
    lessMotion.removeEventListener("change", this.#follow);
    this.clear();
  }

  #say = () => {
    this.setAttribute("aria-valuenow", player.position.toFixed(this.#total < 1 ? 3 : 1));
    this.setAttribute("aria-valuetext", spokenPosition(player.position, this.#total));
  };

  /** Bigger steps than the arrows', as on any slider; elsewhere these keys go through the rows. @param {KeyboardEvent} event */
  #turnPage(event) {
    const sign = event.key === "PageUp" ? 1 : event.key === "PageDown" ? -1 : 0;
    if (sign === 0 || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    player.go(player.position + sign * Math.max(LEAST_PAGE_S, this.#total / 10));
    this.reveal(player.position);
  }

  #follow = () => this.#peaks?.views.getView("zoomview")?.enableAutoScroll(!lessMotion.matches);

  /** Another theme has other colours: what is on the canvas is drawn anew, over the same stretch. */
  #dress = () => {
    if (!this.#peaks || settings.current.theme === this.#theme) return;
    const view = this.#peaks.views.getView("zoomview");
    this.#stretch = view && view.getEndTime() < this.#total ? { start_s: view.getStartTime(), end_s: view.getEndTime() } : null;
    this.show(this.#document, this.#fileId);
  };

  clear() {
    this.#turn++;
    this.#abort.abort();
    clearTimeout(this.#resting);
    this.#peaks?.destroy();
    this.#peaks = null;
  }

  /** @param {any} document @param {number} fileId */
  show(document, fileId) {
    this.clear();
    this.#document = document;
    this.#fileId = fileId;
    this.replaceChildren(this.#zoom, this.#chosen.canvas, this.#rms.canvas, this.#ticks.canvas, this.#pins.canvas, this.#overview, this.#smallPins.canvas);
    this.#showMarkers();
    const file = document.file;
    this.#total = file.duration_s;
    this.#smallPins.setView({ start: 0, end: this.#total });
    this.setAttribute("aria-valuemax", String(this.#total));
    this.#say();
    const resolution = samplesPerPixel(file.duration_s * file.sample_rate, file.duration_s);
    this.#resolution = resolution;
    const turn = this.#turn;
    this.#abort = new AbortController();
    // Asked for now, it comes while the rest of the page is drawn.
    Promise.all([loadPeaks(), fetchPeaks(fileId, resolution, this.#abort.signal)]).then(
      ([Peaks, data]) => turn === this.#turn && this.#draw(Peaks, turn, file, fileId, data),
      (error) => turn === this.#turn && this.#fail(error.message),
    );
  }

  /** @param {string} why with what can be done about it, as the server says it */
  #fail(why) {
    this.#zoom.replaceChildren(el("p", { class: "message error", role: "alert" }, why));
  }

  /** @param {import("../peaks.js").Peaks} Peaks @param {number} turn @param {any} file @param {number} fileId @param {ArrayBuffer} data */
  #draw(Peaks, turn, file, fileId, data) {
    const resolution = this.#resolution;
    const { data: wide, times } = widened(data, file.duration_s);
    this.#finest = resolution / (file.sample_rate * times);
    this.#theme = settings.current.theme;
    const axis = { playheadColor: themeColour("--text"), axisLabelColor: themeColour("--dim"), axisGridlineColor: themeColour("--line"), fontFamily: "JetBrains Mono" };
    const accent = themeColour("--accent");
    Peaks.init(
      {
        zoomview: { container: this.#zoom, waveformColor: themeColour("--wave"), ...axis },
        overview: { container: this.#overview, waveformColor: themeColour("--wave"), highlightColor: accent, highlightOpacity: 0.18, highlightStrokeColor: accent, showAxisLabels: false, enablePoints: false, ...axis },
        player: peaksPlayer(fileId, file.duration_s),
        waveformData: { arraybuffer: wide },
        zoomLevels: [resolution],
        // Regions bear their names; the label that comes with the mouse, a text for each segment, would say it twice.
        createSegmentLabel: () => null,
        keyboard: false,
        // Clear by their colours: what is clear as a whole is drawn by way of a picture as large as the view, each region.
        segmentOptions: { overlay: true, overlayColor: clear(accent, 10), overlayOpacity: 1, overlayBorderColor: clear(accent, 30), overlayBorderWidth: 1, overlayLabelColor: themeColour("--text") },
      },
      (error, peaks) => {
        if (turn !== this.#turn) {
          peaks?.destroy();
          return;
        }
        if (error || !peaks) {
          this.#fail(`The waveform can't be drawn: ${error?.message ?? "no data"}. Analyse the file again.`);
          return;
        }
        this.#peaks = peaks;
        // Field recordings are quiet: without this they would be drawn as flat lines.
        const scale = Math.min(MOST_GAIN, 10 ** (-(file.quality?.peak_dbfs ?? 0) / 20));
        this.#rms.show(fileId, this.#total, scale);
        const view = peaks.views.getView("zoomview");
        // Peaks.js sums up each length of view from the next finer one that it has: from one of these, and not from all of a recording of hours.
        const coarsest = (this.#total * file.sample_rate) / this.#zoom.clientWidth;
        for (let scale = resolution * STEP; scale < coarsest; scale *= STEP) view?.setZoom({ scale });
        this.#setLength(this.#total);
        this.#follow();
        if (this.#stretch && view) {
          this.#setLength(this.#stretch.end_s - this.#stretch.start_s);
          view.setStartTime(this.#stretch.start_s);
          this.#stretch = null;
        }
        view?.setAmplitudeScale(scale);
        peaks.views.getView("overview")?.setAmplitudeScale(scale);
        peaks.on("zoomview.update", (event) => this.#tellRange(event.startTime, event.endTime));
        peaks.on("segments.click", (event) => {
          const id = event.segment.id ?? "";
          if (id.startsWith(REGION)) this.dispatchEvent(new CustomEvent("region", { detail: { index: Number(id.slice(REGION.length)), extend: event.evt.shiftKey } }));
        });
        peaks.on("segments.dragend", (event) => this.#onDragged(event));
        if (view) this.#tellRange(view.getStartTime(), view.getEndTime());
        window.dispatchEvent(new CustomEvent("waveform-drawn", { detail: fileId }));
        // Marks of hours take as long as the waveform: it is seen a frame before them.
        requestAnimationFrame(() => {
          if (turn !== this.#turn) return;
          this.#mark(this.#document);
          if (resolution * STEP < coarsest) requestIdleCallback(() => this.#rehearse(turn, LEVELS));
        });
      },
    );
  }

  /**
   * Makes the waveform of one of the lengths that + and − show, while nobody waits and all is in sight, and then of the next longer. Peaks.js keeps it, but makes it by showing it only;
   * no frame is drawn in between.
   * @param {number} turn @param {number} level how often + was pressed
   */
  #rehearse(turn, level) {
    const view = turn === this.#turn && this.#peaks?.views.getView("zoomview");
    if (!view || view.getEndTime() < this.#total) return;
    this.#rehearsing = true;
    this.#setLength(this.#total / 2 ** level);
    this.#setLength(this.#total);
    this.#rehearsing = false;
    if (level > 1) requestIdleCallback(() => this.#rehearse(turn, level - 1));
  }

  /** Says anew what is known of the same sound: the view stays where it is. @param {any} document */
  update(document) {
    const before = this.#document;
    this.#document = document;
    this.#showMarkers();
    // Marks that stay as they are are left alone: one of them may be in somebody's hand.
    if (before && drawn(before) !== drawn(document)) this.#mark(document);
  }

  /** Draws regions as they would be, or as they are. @param {number[][] | null} regions */
  preview(regions) {
    if (!regions) {
      this.redraw();
      return;
    }
    const segments = this.#peaks?.segments;
    for (const segment of [...(segments?.getSegments() ?? [])]) {
      if (!segment.id?.startsWith("content-")) segments?.removeById(segment.id ?? "");
    }
    segments?.add(regions.slice(0, MOST_SEGMENTS).map(([startTime, endTime], i) => ({ id: `preview-${i}`, startTime, endTime, labelText: String(i + 1), overlay: true, markers: false, editable: false })));
  }

  #showMarkers() {
    const markers = markersOf(this.#document);
    this.#pins.show(markers);
    this.#smallPins.show(markers);
  }

  /** Shows which regions are chosen. */
  showChosen() {
    this.#chosen.show(openFile.chosen);
  }

  /** Draws regions, content and beats as they are known. */
  redraw() {
    this.#mark(this.#document);
  }

  /** Marks regions, content and beats. @param {any} document */
  #mark(document) {
    const peaks = this.#peaks;
    if (!peaks) return;
    peaks.segments.removeAll();
    peaks.segments.add(this.#segments(document));
    this.#ticks.show(beats(document));
    this.showChosen();
  }

  /** A border that was dragged goes to the nearest beat or change of content, unless Alt is held. @param {any} event */
  async #onDragged(event) {
    const { segment, startMarker, evt } = event;
    const region = this.#document.regions[Number(String(segment.id).slice(REGION.length))];
    const view = this.#peaks?.views.getView("zoomview");
    if (!region || !view) return;
    const place = startMarker ? segment.startTime : segment.endTime;
    const bounds = { [startMarker ? "start_s" : "end_s"]: evt?.altKey ? place : await this.#placeFor(place, view) };
    this.dispatchEvent(new CustomEvent("moved", { detail: { region, bounds } }));
  }

  /** Where a border that was drawn by hand belongs: where something begins near it, else where the sound crosses zero. @param {number} place @param {any} view */
  async #placeFor(place, view) {
    const reach = ((view.getEndTime() - view.getStartTime()) / Math.max(1, this.#zoom.clientWidth)) * SNAP_PX;
    const places = [...beats(this.#document).map((beat) => beat.time_s), ...noteOnsets(this.#document), ...contentTimeline(this.#document).map((part) => part.start_s)];
    const near = snap(place, places, reach);
    return near === place ? zeroCrossing(this.#fileId, place, this.#document.file.sample_rate) : near;
  }

  /** The waveform takes the colour of what is heard; regions lie over it. @param {any} document */
  #segments(document) {
    const timeline = kindsOf(contentTimeline(document));
    /** @type {any[]} */
    const content = (timeline.length <= MOST_SEGMENTS ? timeline : []).map((segment, i) => ({
      id: `content-${i}`,
      startTime: segment.start_s,
      endTime: segment.end_s,
      color: kindColour(segment.kind),
      overlay: false,
      markers: false,
      labelText: "",
      editable: false,
    }));
    const regions = document.regions.length > MOST_SEGMENTS ? [] : document.regions;
    return content.concat(regions.map((/** @type {any} */ region, /** @type {number} */ i) => this.#region(region, i)));
  }

  /** @param {any} region @param {number} i */
  #region(region, i) {
    const width = this.#widthOf(region);
    const handled = width >= HANDLED_PX;
    const labelText = width >= NAMED_PX ? (region.user?.name ?? String(region.index + 1)) : "";
    return { id: `${REGION}${i}`, startTime: region.start_s, endTime: region.end_s, labelText, overlay: true, markers: handled, editable: handled };
  }

  /**
   * How wide a region is in the view, which says whether it bears its name and can be taken by its borders; 0 where it is out of sight: it comes without them, and quickly, where a step back from a minute to hours
   * brings all regions at once.
   * @param {{ start_s: number, end_s: number }} region
   */
  #widthOf(region) {
    const view = this.#peaks?.views.getView("zoomview");
    const [start, end] = view ? [view.getStartTime(), view.getEndTime()] : [0, this.#total];
    return region.end_s > start && region.start_s < end ? ((region.end_s - region.start_s) / (end - start)) * this.#zoom.clientWidth : 0;
  }

  /** Gives names and handles to regions that have become wide enough, and takes them from those that no longer are or have left the view. Peaks.js can't do so to a segment that is there. */
  #settleHandles() {
    const segments = this.#peaks?.segments;
    const others = this.#document.regions.flatMap((/** @type {any} */ region, /** @type {number} */ i) => {
      const segment = segments?.getSegment(`${REGION}${i}`);
      const wanted = this.#region(region, i);
      return segment && (segment.markers !== wanted.markers || segment.labelText !== wanted.labelText) ? [wanted] : [];
    });
    for (const { id } of others) segments?.removeById(id);
    if (others.length > 0) segments?.add(others);
  }

  /** @param {number} start @param {number} end */
  #tellRange(start, end) {
    if (this.#rehearsing) return;
    // Once the view rests: to make a segment anew takes a millisecond.
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#settleHandles(), REST_MS);
    for (const overlay of [this.#rms, this.#ticks, this.#chosen, this.#pins]) overlay.setView({ start, end });
    this.dispatchEvent(new CustomEvent("range", { detail: { start, end: Math.min(end, this.#total) } }));
  }

  #fit() {
    this.#peaks?.views.getView("zoomview")?.fitToContainer();
    this.#peaks?.views.getView("overview")?.fitToContainer();
  }

  /** Shows half as much, or twice as much, around the position where that is in sight. @param {number} steps positive to look closer */
  zoom(steps) {
    const view = this.#peaks?.views.getView("zoomview");
    if (view) this.#setLength(this.#total / 2 ** zoomLevel(this.#total, view.getEndTime() - view.getStartTime(), steps));
  }

  /** @param {number} seconds to show, as far as there are as many and the waveform is as fine */
  #setLength(seconds) {
    const finest = this.#finest * this.#zoom.clientWidth;
    const view = this.#peaks?.views.getView("zoomview");
    if (this.#total > finest) view?.setZoom({ seconds: seconds >= this.#total ? "auto" : Math.max(finest, seconds) });
  }

  /** Shows a stretch as large as it fits. @param {{ start_s: number, end_s: number } | null} stretch null for all */
  zoomTo(stretch) {
    const view = this.#peaks?.views.getView("zoomview");
    if (!view || !this.#peaks) return;
    this.#setLength(stretch ? (stretch.end_s - stretch.start_s) * 1.1 : this.#total);
    view.setStartTime(stretch ? Math.max(0, stretch.start_s - (stretch.end_s - stretch.start_s) * 0.05) : 0);
  }

  /** Brings a place into sight. @param {number} seconds */
  reveal(seconds) {
    const view = this.#peaks?.views.getView("zoomview");
    if (view && (seconds < view.getStartTime() || seconds > view.getEndTime())) view.setStartTime(Math.max(0, seconds - 0.5));
  }
}

customElements.define("wave-form", WaveForm);
