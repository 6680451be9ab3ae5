/**
 * Play, pause, stop, position and length, tempo and key of the file that is open.
 * @module elements/transport-bar
 */
import { shownValues } from "../corrections.js";
import { el, icon } from "../dom.js";
import { duration, number, spokenPosition } from "../format.js";

class TransportBar extends HTMLElement {
  /** @type {import("./wave-form.js").WaveForm | null} */
  #wave = null;
  #play = el("button", { type: "button", class: "play", "aria-label": "Play" }, icon("play"));
  #position = el("output", { class: "position" }, "0:00.0");
  #slider = /** @type {HTMLInputElement} */ (el("input", { type: "range", min: 0, max: 1, step: 0.01, value: 0, "aria-label": "Position" }));
  #notice = el("span", { class: "error", role: "alert" });

  /** @param {any} document @param {import("./wave-form.js").WaveForm} wave */
  show(document, wave) {
    // The same sound may be shown anew when something that is said of it has changed.
    const isNew = this.#wave !== wave;
    this.#wave = wave;
    const total = document.file.duration_s;
    this.#slider.max = String(total);
    const stop = el("button", { type: "button", "aria-label": "Stop" }, icon("stop"));
    const closer = el("button", { type: "button", "aria-label": "Zoom in" }, icon("magnifying-glass-plus"));
    const farther = el("button", { type: "button", "aria-label": "Zoom out" }, icon("magnifying-glass-minus"));
    this.#play.onclick = () => wave.toggle();
    stop.onclick = () => {
      wave.audio.pause();
      wave.seek(0);
    };
    closer.onclick = () => wave.zoom(1);
    farther.onclick = () => wave.zoom(-1);
    this.#slider.oninput = () => wave.seek(Number(this.#slider.value));
    const shown = shownValues(document);
    this.replaceChildren(
      this.#play,
      stop,
      this.#position,
      this.#slider,
      el("span", { class: "position" }, duration(total)),
      el("span", {}, number(shown.bpm.value, 1, " BPM")),
      el("span", {}, shown.timeSignature.value ?? "–"),
      el("span", {}, shown.key.value ?? "no key"),
      farther,
      closer,
      this.#notice,
    );
    if (isNew) wave.addEventListener("transport", () => this.#refresh(total));
    this.#refresh(total);
  }

  /** @param {number} total */
  #refresh(total) {
    const audio = this.#wave?.audio;
    if (!audio) return;
    this.#play.replaceChildren(icon(audio.paused ? "play" : "pause"));
    this.#play.setAttribute("aria-label", audio.paused ? "Play" : "Pause");
    this.#position.textContent = duration(audio.currentTime);
    this.#slider.value = String(audio.currentTime);
    this.#slider.setAttribute("aria-valuetext", spokenPosition(audio.currentTime, total));
    this.#notice.textContent = audio.error ? "This file can't be played here: is it still where it was analysed?" : "";
  }
}

customElements.define("transport-bar", TransportBar);
