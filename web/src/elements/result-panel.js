/**
 * What is known of the file: each value with its confidence, and why a value is missing.
 * @module elements/result-panel
 */
import { kindColour } from "../colours.js";
import { el } from "../dom.js";
import { UNKNOWN, duration, number, percent, title } from "../format.js";
import { resultOf, withoutResult } from "../timeline.js";

/** Columns of numbers, which stand to the right. */
const NUMBERS = new Set(["Start", "Length", "BPM", "LUFS"]);

/** @param {string} name @param {string} value @param {string} [note] */
function fact(name, value, note = "") {
  return el("div", { class: "fact" }, el("dt", {}, name), el("dd", {}, value, ...(note ? [el("small", {}, note)] : [])));
}

/** Why a value is null, said by the first region that gives a reason. @param {any} document @param {string} analyzer @param {string} field */
function reason(document, analyzer, field) {
  for (const region of document.regions) {
    const record = region.analyses?.[analyzer];
    if (record?.reasons?.[field]) return record.reasons[field];
    if (record?.error) return record.error.message;
  }
  return "";
}

/** The labels above their thresholds, best first. @param {{label: string, score: number}[]} [tags] */
function heard(tags) {
  const most = 8;
  return tags?.length ? tags.slice(0, most).map((tag) => `${tag.label} ${percent(tag.score)}`).join(", ") : UNKNOWN;
}

/** What heard them; where no network did, that and why. @param {any} document */
function listener(document) {
  const models = new Set();
  for (const region of document.regions) {
    const activations = region.analyses?.activations;
    if (activations && activations.status !== "ok") return `by the signal alone: ${activations.error?.message ?? activations.status}`;
    const model = resultOf(region, "activations")?.model;
    if (model) models.add(model);
    const fallback = resultOf(region, "activations")?.fallback;
    if (fallback) return `${model}; ${fallback}`;
  }
  return models.size > 0 ? `by ${[...models].join(", ")}` : "";
}

class ResultPanel extends HTMLElement {
  /** @param {any} document */
  show(document) {
    const { file, summary } = document;
    const tempo = summary?.tempo;
    const key = summary?.key;
    this.replaceChildren(
      el(
        "dl",
        { class: "facts" },
        fact("Kind", title(summary?.kind)),
        fact("Heard", heard(summary?.tags), listener(document)),
        fact("Tempo", number(tempo?.bpm, 2, " BPM"), tempo ? `confidence ${percent(tempo.confidence)}` : reason(document, "tempo", "bpm")),
        fact("Meter", tempo?.time_signature ?? UNKNOWN, tempo && !tempo.time_signature ? reason(document, "tempo", "time_signature") : ""),
        fact("Key", key?.key ?? UNKNOWN, key ? `${key.camelot}, confidence ${percent(key.confidence)}` : reason(document, "key", "key")),
        fact("Loudness", number(summary?.loudness_lufs, 1, " LUFS"), summary?.loudness_lufs == null ? reason(document, "loudness", "integrated_lufs") : ""),
        fact("Peak", number(file.quality?.peak_dbfs, 1, " dBFS"), file.quality?.clipped_samples ? `${file.quality.clipped_samples} clipped samples` : ""),
        fact("Noise floor", number(file.quality?.noise_floor_dbfs, 1, " dBFS")),
        fact("Format", `${file.format}, ${file.codec}`, `${file.sample_rate} Hz, ${file.channels} channels${file.bit_depth ? `, ${file.bit_depth} bit` : ""}`),
      ),
      this.#regions(document),
      ...this.#problems(document),
    );
  }

  /** The regions as a table: what the waveform shows, for the keyboard and for screen readers. @param {any} document */
  #regions(document) {
    const rows = document.regions.map((/** @type {any} */ region) => {
      const kind = resultOf(region, "classification")?.kind;
      const tempo = resultOf(region, "tempo");
      const key = resultOf(region, "key");
      const go = el("button", { type: "button" }, region.id);
      go.addEventListener("click", () => this.dispatchEvent(new CustomEvent("go", { detail: region.start_s })));
      return el(
        "tr",
        {},
        el("td", {}, go),
        el("td", { class: "number" }, duration(region.start_s)),
        el("td", { class: "number" }, duration(region.end_s - region.start_s)),
        el("td", {}, ...(kind ? [el("span", { class: "swatch", style: `background: ${kindColour(kind)}`, "aria-hidden": "true" }), kind] : [UNKNOWN])),
        el("td", { class: "number" }, number(tempo?.bpm, 1)),
        el("td", {}, key?.key ?? (key?.mode === "atonal" ? "atonal" : UNKNOWN)),
        el("td", { class: "number" }, number(resultOf(region, "loudness")?.integrated_lufs, 1)),
      );
    });
    const head = ["Region", "Start", "Length", "Kind", "BPM", "Key", "LUFS"].map((name) =>
      el("th", { scope: "col", class: NUMBERS.has(name) ? "number" : null }, name),
    );
    return el("table", { "aria-label": "Regions" }, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...rows));
  }

  /** @param {any} document @returns {HTMLElement[]} */
  #problems(document) {
    const lines = [
      ...document.warnings.map((/** @type {any} */ warning) => `Warning: ${warning.message}`),
      ...withoutResult(document).map((none) => `${none.region}, ${none.analyzer} ${none.status}: ${none.message}`),
    ];
    return lines.length === 0 ? [] : [el("details", { open: document.warnings.length > 0 }, el("summary", {}, `${lines.length} notes`), el("ul", {}, ...lines.map((line) => el("li", {}, line))))];
  }
}

customElements.define("result-panel", ResultPanel);
