/**
 * Play, stop, loop, previous and next region, position and length, tempo, key and meter, volume, matched level, click on the beats, preview at a tempo.
 * @module elements/transport-bar
 */
import { shownValues } from "../corrections.js";
import { el, icon } from "../dom.js";
import { number, place, spokenPosition } from "../format.js";
import { keyText } from "../keynames.js";
import { player } from "../player.js";
import { settings } from "../settings.js";

/** Seconds that may be heard before and after what is played in a loop. */
const ROLLS = [0, 0.25, 0.5, 1];

/** @param {string} label @param {string} sign @param {() => void} act @param {string} [key] */
function button(label, sign, act, key) {
  const made = el("button", { type: "button", "aria-label": label, title: key ? `${label} (${key})` : label }, icon(sign));
  made.addEventListener("click", act);
  return made;
}

/** Tells of `previous`, `next`, `loop`, `closer`, `farther`, `fit`, `silences`, `marker`. */
class TransportBar extends HTMLElement {
  #play = el("button", { type: "button", class: "play", "aria-label": "Play", title: "Play or pause (Space)" }, icon("play"));
  #loop = button("Loop the region", "repeat", () => this.#tell("loop"), "L");
  #position = el("output", { class: "position", "aria-label": "Position" }, "0:00.0");
  #slider = /** @type {HTMLInputElement} */ (el("input", { type: "range", min: 0, max: 1, step: 0.01, value: 0, "aria-label": "Seek" }));
  #length = el("span", { class: "position" });
  #facts = el("span", { class: "now" });
  #tempo = /** @type {HTMLInputElement} */ (el("input", { type: "number", min: 20, max: 400, step: 0.1, class: "tempo", "aria-label": "Play at this tempo", title: "Play at this tempo, at the same pitch" }));
  #rate = /** @type {HTMLInputElement} */ (el("input", { type: "number", min: 25, max: 400, step: 1, class: "tempo", "aria-label": "Speed in percent", title: "Speed in percent, at the same pitch" }));
  #volume = /** @type {HTMLInputElement} */ (el("input", { type: "range", min: 0, max: 1, step: 0.01, class: "volume", "aria-label": "Volume" }));
  #auto = this.#switch("Auto-play", "forward-step", "autoplay", "Play each row as it is chosen (A)");
  #match = this.#switch("Match level", "scale-balanced", "levelMatch", "Play everything at the same loudness");
  #click = this.#switch("Click", "drum", "click", "Click on the beats that were found");
  #preRoll = this.#roll("preRoll", "Pre-roll of a loop: what is heard before its region");
  #postRoll = this.#roll("postRoll", "Post-roll of a loop: what is heard after its region");
  #notice = el("span", { class: "error", role: "alert" });
  /** @type {number | null} */
  #bpm = null;

  connectedCallback() {
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", "Transport");
    this.#play.addEventListener("click", () => player.toggle());
    this.#slider.addEventListener("input", () => player.seek(Number(this.#slider.value)));
    this.#volume.addEventListener("input", () => settings.set({ volume: Number(this.#volume.value) }));
    this.#tempo.addEventListener("change", () => {
      const wanted = Number(this.#tempo.value);
      player.setRate(this.#bpm && wanted > 0 ? wanted / this.#bpm : 1);
    });
    this.#rate.addEventListener("change", () => player.setRate(Number(this.#rate.value) / 100 || 1));
    this.replaceChildren(
      button("Previous region", "backward-step", () => this.#tell("previous"), "["),
      this.#play,
      button("Stop", "stop", () => player.stop(), "Esc"),
      button("Next region", "forward-step", () => this.#tell("next"), "]"),
      this.#loop,
      this.#position,
      this.#slider,
      this.#length,
      this.#facts,
      el("label", { class: "small" }, "play at", this.#tempo, this.#rate),
      this.#preRoll,
      this.#postRoll,
      this.#click,
      this.#match,
      this.#auto,
      el("label", { class: "small" }, icon("volume-high"), this.#volume),
      button("Set a marker", "map-pin", () => this.#tell("marker"), "M"),
      button("Cut at silences", "scissors", () => this.#tell("silences"), "Shift+S"),
      button("Zoom out", "magnifying-glass-minus", () => this.#tell("farther"), "-"),
      button("Zoom in", "magnifying-glass-plus", () => this.#tell("closer"), "+"),
      button("Show all", "arrows-left-right", () => this.#tell("fit"), "Shift+Z"),
      this.#notice,
    );
    player.addEventListener("change", this.#refresh);
    settings.addEventListener("change", this.#settle);
    this.#settle();
  }

  disconnectedCallback() {
    player.removeEventListener("change", this.#refresh);
    settings.removeEventListener("change", this.#settle);
  }

  /** @param {string} what */
  #tell(what) {
    this.dispatchEvent(new CustomEvent(what));
  }

  /** @param {"preRoll" | "postRoll"} setting @param {string} title */
  #roll(setting, title) {
    const made = /** @type {HTMLSelectElement} */ (el("select", { "aria-label": title, title }, ...ROLLS.map((s) => el("option", { value: s }, `${setting === "preRoll" ? "−" : "+"}${s} s`))));
    made.addEventListener("change", () => settings.set({ [setting]: Number(made.value) }));
    return made;
  }

  /** @param {string} name @param {string} sign @param {"autoplay" | "levelMatch" | "click"} setting @param {string} title */
  #switch(name, sign, setting, title) {
    const made = el("button", { type: "button", class: "switch", "aria-pressed": "false", title }, icon(sign), el("span", {}, name));
    made.dataset.setting = setting;
    made.addEventListener("click", () => settings.set({ [setting]: !settings.current[setting] }));
    return made;
  }

  /** @param {any} document */
  show(document) {
    const shown = shownValues(document);
    const total = document.file.duration_s;
    this.#slider.max = String(total);
    this.#slider.step = total < 1 ? "0.001" : "0.01";
    this.#length.textContent = place(total, total);
    this.#bpm = shown.bpm.value;
    this.#tempo.hidden = this.#bpm === null;
    this.#rate.hidden = this.#bpm !== null;
    const camelot = shown.key.corrected ? null : document.summary?.key?.camelot;
    this.#facts.replaceChildren(
      el("b", {}, number(shown.bpm.value, 1, " BPM")),
      " ",
      el("b", {}, shown.timeSignature.value ?? "–"),
      " ",
      el("b", {}, keyText(shown.key.value, camelot, settings.current.notation) ?? "no key"),
    );
    this.#refresh();
  }

  #settle = () => {
    this.#volume.value = String(settings.current.volume);
    this.#preRoll.value = String(settings.current.preRoll);
    this.#postRoll.value = String(settings.current.postRoll);
    for (const made of [this.#auto, this.#match, this.#click]) {
      made.setAttribute("aria-pressed", String(settings.current[/** @type {"autoplay"} */ (made.dataset.setting)]));
    }
  };

  #refresh = () => {
    const { playing, position, loop, rate, problem } = player;
    const sign = playing ? "pause" : "play";
    if (this.#play.dataset.sign !== sign) {
      this.#play.dataset.sign = sign;
      this.#play.replaceChildren(icon(sign));
      this.#play.setAttribute("aria-label", playing ? "Pause" : "Play");
    }
    this.#loop.setAttribute("aria-pressed", String(loop !== null));
    this.#position.textContent = place(position, Number(this.#slider.max));
    if (document.activeElement !== this.#slider) this.#slider.value = String(position);
    this.#slider.setAttribute("aria-valuetext", spokenPosition(position, Number(this.#slider.max)));
    if (document.activeElement !== this.#tempo && this.#bpm) this.#tempo.value = (this.#bpm * rate).toFixed(1);
    if (document.activeElement !== this.#rate) this.#rate.value = String(Math.round(rate * 100));
    this.#notice.textContent = problem;
  };
}

customElements.define("transport-bar", TransportBar);
