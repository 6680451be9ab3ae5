/**
 * Overview and zoomed waveform of a file (Peaks.js), with regions and beats. The sound is never decoded in the page.
 * @module elements/wave-form
 */
import Peaks from "peaks.js";
import { audioUrl, peaksUrl } from "../api.js";
import { el } from "../dom.js";
import { beats, samplesPerPixel } from "../timeline.js";

const WAVE = "#4fb8ff";
const WAVE_OVERVIEW = "#3c6f96";
const AXIS = "#7b8794";
const REGION = "rgb(79 184 255 / 18%)";
const REGION_EDGE = "#4fb8ff";
const ZOOM_LEVELS = [1, 2, 4, 8, 16, 32, 64];
const MOST_BEATS = 4000;
const MOST_GAIN = 30;

/** Shows one file at a time; tells of `timeupdate` and `ready`. */
export class WaveForm extends HTMLElement {
  /** @type {import("peaks.js").PeaksInstance | null} */
  #peaks = null;
  /** @type {HTMLAudioElement} */
  audio = new Audio();

  connectedCallback() {
    this.audio.preload = "metadata";
    for (const name of ["timeupdate", "play", "pause", "ended", "error"]) {
      this.audio.addEventListener(name, () => this.dispatchEvent(new CustomEvent("transport")));
    }
  }

  disconnectedCallback() {
    this.clear();
  }

  clear() {
    this.#peaks?.destroy();
    this.#peaks = null;
    this.audio.pause();
    this.audio.removeAttribute("src");
  }

  /** @param {any} document @param {number} fileId */
  show(document, fileId) {
    this.clear();
    const zoom = el("div", { class: "zoom", "aria-hidden": "true" });
    const overview = el("div", { class: "overview", "aria-hidden": "true" });
    this.replaceChildren(zoom, overview);
    this.audio.src = audioUrl(fileId);
    const file = document.file;
    const resolution = samplesPerPixel(file.duration_s * file.sample_rate);
    const mostPerPixel = (file.duration_s * file.sample_rate) / Math.max(200, zoom.clientWidth);
    const levels = ZOOM_LEVELS.map((z) => z * resolution).filter((z, i) => i === 0 || z < mostPerPixel);
    Peaks.init(
      {
        zoomview: { container: zoom, waveformColor: WAVE, playheadColor: "#fff", axisLabelColor: AXIS, axisGridlineColor: "#2a313a", fontFamily: "JetBrains Mono" },
        overview: { container: overview, waveformColor: WAVE_OVERVIEW, highlightColor: "#4fb8ff", highlightOpacity: 0.18, highlightStrokeColor: "#4fb8ff", playheadColor: "#fff", axisLabelColor: AXIS, axisGridlineColor: "#2a313a", showAxisLabels: false, fontFamily: "JetBrains Mono" },
        mediaElement: this.audio,
        dataUri: { arraybuffer: peaksUrl(fileId, resolution) },
        zoomLevels: levels,
        keyboard: false,
        segments: document.regions.map((/** @type {any} */ region) => ({
          id: region.id,
          startTime: region.start_s,
          endTime: region.end_s,
          labelText: region.id,
          color: REGION,
          borderColor: REGION_EDGE,
          editable: false,
          overlay: true,
        })),
        segmentOptions: { overlay: true, overlayColor: "#4fb8ff", overlayOpacity: 0.12, overlayLabelColor: "#c9d4df" },
      },
      (error, peaks) => {
        if (error || !peaks) {
          zoom.replaceChildren(el("p", { class: "message error", role: "alert" }, `The waveform can't be drawn: ${error?.message ?? "no data"}`));
          return;
        }
        this.#peaks = peaks;
        // Field recordings are quiet: without this they would be drawn as flat lines.
        const scale = Math.min(MOST_GAIN, 10 ** (-(file.quality?.peak_dbfs ?? 0) / 20));
        peaks.views.getView("zoomview")?.setAmplitudeScale(scale);
        peaks.views.getView("overview")?.setAmplitudeScale(scale);
        const all = beats(document);
        if (all.length <= MOST_BEATS) {
          peaks.points.add(all.map((beat) => ({ time: beat.time_s, color: beat.down ? "#f0e442" : "#6c7684", labelText: "", editable: false })));
        }
        this.dispatchEvent(new CustomEvent("transport"));
      },
    );
  }

  /** @param {number} seconds */
  seek(seconds) {
    const end = Number.isFinite(this.audio.duration) ? this.audio.duration : seconds;
    this.audio.currentTime = Math.max(0, Math.min(seconds, end));
  }

  /** Plays or pauses. A sound that can't be played shows as an error of the audio element. */
  async toggle() {
    if (this.audio.paused) await this.audio.play().catch(() => this.dispatchEvent(new CustomEvent("transport")));
    else this.audio.pause();
  }

  /** @param {number} steps positive to look closer */
  zoom(steps) {
    for (let i = 0; i < Math.abs(steps); i++) {
      if (steps > 0) this.#peaks?.zoom.zoomIn();
      else this.#peaks?.zoom.zoomOut();
    }
  }
}

customElements.define("wave-form", WaveForm);
