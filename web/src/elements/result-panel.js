/**
 * What is known of the file: each value with its confidence, and why a value is missing.
 * @module elements/result-panel
 */
import { kindColour } from "../colours.js";
import { correct, uncorrect } from "../api.js";
import { shownOfRegion, shownValues } from "../corrections.js";
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

/**
 * A note on a value: that it is the user's and what was found, else what the analysis says of it.
 * @param {import("../corrections.js").Shown} shown @param {(found: any) => string} write @param {string} note
 */
function noteOf(shown, write, note) {
  return shown.corrected ? `your correction; found: ${shown.found === null ? "none" : write(shown.found)}` : note;
}

class ResultPanel extends HTMLElement {
  /** @param {any} document */
  show(document) {
    const { file, summary } = document;
    const tempo = summary?.tempo;
    const key = summary?.key;
    const shown = shownValues(document);
    /** @param {number} bpm */
    const bpmText = (bpm) => number(bpm, 2, " BPM");
    const tempoFact = fact(
      "Tempo",
      bpmText(shown.bpm.value),
      noteOf(shown.bpm, bpmText, tempo ? `confidence ${percent(tempo.confidence)}` : reason(document, "tempo", "bpm")),
    );
    tempoFact.append(this.#tempoButtons(document, shown.bpm));
    this.replaceChildren(
      el(
        "dl",
        { class: "facts" },
        fact("Kind", title(shown.kind.value), noteOf(shown.kind, title, "")),
        fact("Heard", heard(summary?.tags), listener(document)),
        tempoFact,
        fact(
          "Meter",
          shown.timeSignature.value ?? UNKNOWN,
          noteOf(shown.timeSignature, String, tempo && !tempo.time_signature ? reason(document, "tempo", "time_signature") : ""),
        ),
        fact(
          "Key",
          shown.key.value ?? UNKNOWN,
          noteOf(shown.key, String, key ? `${key.camelot}, confidence ${percent(key.confidence)}` : reason(document, "key", "key")),
        ),
        fact("Loudness", number(summary?.loudness_lufs, 1, " LUFS"), summary?.loudness_lufs == null ? reason(document, "loudness", "integrated_lufs") : ""),
        fact("Peak", number(file.quality?.peak_dbfs, 1, " dBFS"), file.quality?.clipped_samples ? `${file.quality.clipped_samples} clipped samples` : ""),
        fact("Noise floor", number(file.quality?.noise_floor_dbfs, 1, " dBFS")),
        fact("Format", `${file.format}, ${file.codec}`, `${file.sample_rate} Hz, ${file.channels} channels${file.bit_depth ? `, ${file.bit_depth} bit` : ""}`),
      ),
      this.#regions(document),
      ...this.#problems(document),
    );
  }

  /**
   * Twice and half the tempo, which is how a tempo is wrong most often; and back to what was found.
   * @param {any} document @param {import("../corrections.js").Shown} bpm
   */
  #tempoButtons(document, bpm) {
    /** @param {string} text @param {string} label @param {() => Promise<any>} act */
    const button = (text, label, act) => {
      const made = /** @type {HTMLButtonElement} */ (el("button", { type: "button", title: label, "aria-label": label }, text));
      made.addEventListener("click", async () => {
        made.disabled = true;
        try {
          await act();
          this.dispatchEvent(new CustomEvent("corrected"));
        } catch (error) {
          made.disabled = false;
          made.after(el("small", { class: "error", role: "alert" }, error instanceof Error ? error.message : String(error)));
        }
      });
      return made;
    };
    const field = "tempo.bpm";
    return el(
      "dd",
      { class: "actions" },
      ...(bpm.value === null
        ? []
        : [
            button("×2", "Twice the tempo", () => correct(document.file_id, field, "x2")),
            button("÷2", "Half the tempo", () => correct(document.file_id, field, "/2")),
          ]),
      ...(document.overrides && Object.hasOwn(document.overrides, field)
        ? [button("Take back", "Show the tempo that was found", () => uncorrect(document.file_id, field))]
        : []),
    );
  }

  /** The regions as a table: what the waveform shows, for the keyboard and for screen readers. @param {any} document */
  #regions(document) {
    const rows = document.regions.map((/** @type {any} */ region) => {
      const kind = shownOfRegion(document, region, "kind", resultOf(region, "classification")?.kind);
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
        el("td", { class: "number" }, number(shownOfRegion(document, region, "tempo.bpm", tempo?.bpm), 1)),
        el("td", {}, shownOfRegion(document, region, "key.key", key?.key) ?? (key?.mode === "atonal" ? "atonal" : UNKNOWN)),
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
