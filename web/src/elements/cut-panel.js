/**
 * Cuts a file at its silences with other settings: the waveform shows at once where, and nothing is changed before one says so.
 * @module elements/cut-panel
 */
import { changeSettings, getSettings, mark, previewCuts } from "../api.js";
import { el } from "../dom.js";
import { cut } from "./actions.js";
import { notice, report } from "./notices.js";

const SETTLE_MS = 120;

/** @type {[string, string, string, string, number, number, number, number][]} name, name in the settings, label, unit, least, most, step, usual */
const SLIDERS = [
  ["relative_db", "relative_threshold_db", "Above the noise", "dB", 3, 40, 0.5, 6],
  ["min_silence_s", "minimum_silence_seconds", "Shortest silence", "s", 0.05, 5, 0.05, 0.55],
  ["min_region_s", "minimum_region_seconds", "Shortest sound", "s", 0, 5, 0.05, 0.1],
  ["padding_s", "padding_seconds", "Kept around", "s", 0, 1, 0.01, 0.05],
];

/** Tells of `preview` (detail: regions to be drawn, or null to draw those that there are). */
export class CutPanel extends HTMLElement {
  #fileId = 0;
  /** @type {number[][]} */
  #regions = [];
  #said = el("output", { class: "count" });
  #sliders = new Map(
    SLIDERS.map(([name, , label, , least, most, step, usual]) => [name, /** @type {HTMLInputElement} */ (el("input", { type: "range", min: least, max: most, step, value: usual, "aria-label": label }))]),
  );
  /** Show what stands on a slider. @type {Map<string, () => void>} */
  #values = new Map();
  #abort = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #settle;

  connectedCallback() {
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", "Cut at silences");
    const apply = el("button", { type: "button", class: "primary" }, "Cut so");
    const keep = el("button", { type: "button", title: "All analyses to come cut so; this file is left as it is" }, "Cut all to come so");
    keep.addEventListener("click", async () => {
      const regions = Object.fromEntries(SLIDERS.map(([name, setting]) => [setting, Number(this.#sliders.get(name)?.value)]));
      if (await report(() => changeSettings({ regions }))) notice("Kept: all analyses to come cut so. The settings take it back.");
    });
    const cancel = el("button", { type: "button" }, "Leave it");
    apply.addEventListener("click", async () => {
      const regions = this.#regions;
      if (regions.length > 0 && (await cut(() => mark("files", this.#fileId, { correct: { regions } }), `Cut into ${regions.length} regions`))) this.#close(false);
    });
    cancel.addEventListener("click", () => this.#close(true));
    this.replaceChildren(
      ...SLIDERS.map(([name, , label, unit]) => {
        const slider = /** @type {HTMLInputElement} */ (this.#sliders.get(name));
        const value = el("output", {}, `${slider.value} ${unit}`);
        this.#values.set(name, () => (value.textContent = `${slider.value} ${unit}`));
        slider.addEventListener("input", () => {
          this.#values.get(name)?.();
          this.#look();
        });
        return el("label", { class: "small" }, label, slider, value);
      }),
      this.#said,
      apply,
      keep,
      cancel,
    );
  }

  disconnectedCallback() {
    this.#abort.abort();
    clearTimeout(this.#settle);
  }

  /** @param {number} fileId */
  open(fileId) {
    this.#fileId = fileId;
    this.hidden = false;
    this.#begin();
    this.#sliders.get("relative_db")?.focus();
  }

  /** As files are cut now; where that can't be asked for, as is usual. */
  async #begin() {
    const kept = await report(getSettings);
    for (const [name, setting] of kept ? SLIDERS : []) {
      const slider = this.#sliders.get(name);
      if (slider) slider.value = String(kept?.analysis.regions[setting]);
      this.#values.get(name)?.();
    }
    this.#look();
  }

  /** @param {boolean} redraw */
  #close(redraw) {
    this.hidden = true;
    this.#abort.abort();
    if (redraw) this.dispatchEvent(new CustomEvent("preview", { detail: null }));
  }

  #look() {
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => this.#ask(), SETTLE_MS);
  }

  async #ask() {
    this.#abort.abort();
    this.#abort = new AbortController();
    try {
      const choice = Object.fromEntries([...this.#sliders].map(([name, slider]) => [name, Number(slider.value)]));
      const { regions } = await previewCuts(this.#fileId, choice, this.#abort.signal);
      this.#regions = regions;
      this.#said.textContent = `${regions.length} ${regions.length === 1 ? "region" : "regions"}`;
      this.dispatchEvent(new CustomEvent("preview", { detail: regions }));
    } catch (error) {
      if (error instanceof DOMException) return;
      this.#said.textContent = error instanceof Error ? error.message : String(error);
    }
  }
}

customElements.define("cut-panel", CutPanel);
