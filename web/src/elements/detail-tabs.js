/**
 * The tabs of the lower view: what a file or region was found to be, in tables that a keyboard and a screen reader can go through.
 * @module elements/detail-tabs
 */
import { kindColour } from "../colours.js";
import { el } from "../dom.js";
import { UNKNOWN, number, percent, place, title } from "../format.js";
import { music } from "../lanes.js";
import { keyText, pitchName } from "../keynames.js";
import { settings } from "../settings.js";
import { contentTimeline, resultOf } from "../timeline.js";

export const TABS = [
  ["classification", "Classification"],
  ["beats", "Beats"],
  ["chroma", "Chroma"],
  ["spectrum", "Spectrum"],
  ["loudness", "Loudness"],
  ["notes", "Notes"],
  ["metadata", "Metadata"],
];

const MOST_ROWS = 500;

/** @param {string} name @param {string[]} head @param {(Node | string)[][]} rows @param {string} [empty] */
function table(name, head, rows, empty = "Nothing was found.") {
  if (rows.length === 0) return el("p", { class: "hint" }, empty);
  const shown = rows.slice(0, MOST_ROWS);
  return el(
    "div",
    {},
    el(
      "table",
      { "aria-label": name },
      el("thead", {}, el("tr", {}, ...head.map((text) => el("th", { scope: "col" }, text)))),
      el("tbody", {}, ...shown.map((cells) => el("tr", {}, ...cells.map((cell) => el("td", {}, cell))))),
    ),
    ...(rows.length > shown.length ? [el("p", { class: "hint" }, `${rows.length - shown.length} more are in the JSON document.`)] : []),
  );
}

/** Tells of `tab` (detail: its id) and `go` (detail: seconds). */
export class DetailTabs extends HTMLElement {
  #bar = el("div", { role: "tablist", "aria-label": "Details" });
  #panel = el("div", { role: "tabpanel", class: "tab-panel", id: "details", tabindex: 0 });
  /** @type {any} */
  #document = null;

  connectedCallback() {
    this.#bar.replaceChildren(
      ...TABS.map(([id, name]) => {
        const tab = el("button", { type: "button", role: "tab", id: `tab-${id}`, "aria-controls": "details", "data-tab": id }, name);
        tab.addEventListener("click", () => settings.set({ tab: id }));
        return tab;
      }),
    );
    this.#bar.addEventListener("keydown", (event) => {
      const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      const at = TABS.findIndex(([id]) => id === settings.current.tab);
      settings.set({ tab: TABS[(at + step + TABS.length) % TABS.length][0] });
      /** @type {HTMLElement | null} */ (this.#bar.querySelector("[aria-selected=true]"))?.focus();
    });
    this.replaceChildren(this.#bar, this.#panel);
    settings.addEventListener("change", this.#draw);
    this.#draw();
  }

  disconnectedCallback() {
    settings.removeEventListener("change", this.#draw);
  }

  /** @param {any} document */
  show(document) {
    this.#document = document;
    this.#draw();
  }

  #draw = () => {
    const now = settings.current.tab;
    for (const tab of this.#bar.children) {
      const chosen = tab.getAttribute("data-tab") === now;
      tab.setAttribute("aria-selected", String(chosen));
      tab.setAttribute("tabindex", chosen ? "0" : "-1");
    }
    this.#panel.setAttribute("aria-labelledby", `tab-${now}`);
    if (this.#document) this.#panel.replaceChildren(...this.#content(now, this.#document));
  };

  /** @param {number} seconds */
  #place(seconds) {
    return place(seconds, this.#document.file.duration_s);
  }

  /** @param {number} seconds */
  #go(seconds) {
    const button = el("button", { type: "button", class: "link", "aria-label": `Go to ${this.#place(seconds)}` }, this.#place(seconds));
    button.addEventListener("click", () => this.dispatchEvent(new CustomEvent("go", { detail: seconds })));
    return button;
  }

  /** @param {string} tab @param {any} document @returns {Node[]} */
  #content(tab, document) {
    const regions = document.regions;
    switch (tab) {
      case "beats":
        return [
          table(
            "Tempo of each region",
            ["Region", "BPM", "Confidence", "Meter", "Steady", "Beats", "Candidates"],
            regions.map((/** @type {any} */ region) => {
              const tempo = resultOf(region, "tempo");
              const why = region.analyses?.tempo?.reasons?.bpm ?? region.analyses?.tempo?.error?.message ?? "";
              return [
                this.#go(region.start_s),
                number(tempo?.bpm, 2),
                percent(tempo?.bpm ? tempo.confidence : null),
                tempo?.time_signature ?? UNKNOWN,
                tempo?.bpm ? (tempo.stable ? "steady" : "changes") : why,
                String(tempo?.beats_s?.length ?? 0),
                (tempo?.candidates ?? []).map((/** @type {any} */ c) => `${number(c.bpm, 1)} (${percent(c.score)})`).join(", "),
              ];
            }),
          ),
        ];
      case "chroma":
        return [
          table(
            "Key of each region",
            ["Region", "Key", "Confidence", "Tuning", "Others", "Method"],
            regions.map((/** @type {any} */ region) => {
              const key = resultOf(region, "key");
              const why = region.analyses?.key?.reasons?.key ?? region.analyses?.key?.error?.message ?? "";
              return [
                this.#go(region.start_s),
                keyText(key?.key, key?.camelot, settings.current.notation) ?? (why || (key?.mode ?? UNKNOWN)),
                percent(key?.key ? key.confidence : null),
                key?.tuning_cents == null ? UNKNOWN : `${number(key.tuning_cents, 0)}\u00a0cents`,
                (key?.alternatives ?? []).map((/** @type {any} */ a) => `${a.key} (${percent(a.score)})`).join(", "),
                key?.method ?? "",
              ];
            }),
          ),
          table(
            "Changes of key",
            ["From", "Key"],
            regions.flatMap((/** @type {any} */ region) => (resultOf(region, "key")?.key_changes ?? []).map((/** @type {any} */ change) => [this.#go(change.start_s), change.key ?? UNKNOWN])),
            "The key stays the same.",
          ),
        ];
      case "loudness":
        return [
          table(
            "Loudness of each region",
            ["Region", "Integrated", "Range", "Short-term most", "True peak"],
            regions.map((/** @type {any} */ region) => {
              const loudness = resultOf(region, "loudness");
              return [this.#go(region.start_s), number(loudness?.integrated_lufs, 1, " LUFS"), number(loudness?.loudness_range_lu, 1, " LU"), number(loudness?.short_term_max_lufs, 1, " LUFS"), number(loudness?.true_peak_dbtp, 1, " dBTP")];
            }),
          ),
        ];
      case "spectrum":
        return [
          table(
            "Spectrum of each region",
            ["Region", "Centroid", "Roll-off", "Flatness", "Onsets a second"],
            regions.map((/** @type {any} */ region) => {
              const f = resultOf(region, "features");
              return [this.#go(region.start_s), number(f?.centroid_hz?.mean, 0, " Hz"), number(f?.rolloff_hz?.mean, 0, " Hz"), number(f?.flatness?.mean, 4), number(f?.onset_rate_hz, 1)];
            }),
          ),
        ];
      case "notes": {
        const { notes, chords } = music(document);
        const why = regions.map((/** @type {any} */ region) => region.analyses?.notes?.error?.message).find(Boolean) ?? "none were heard";
        return [
          table("Chords", ["From", "To", "Chord", "Confidence"], chords.map((/** @type {any} */ c) => [this.#go(c.start_s), this.#place(c.end_s), c.chord || UNKNOWN, percent(c.confidence)]), "No chords were written down."),
          table("Notes", ["From", "Length", "Note", "Velocity", "Confidence"], notes.map((/** @type {any} */ n) => [this.#go(n.start_s), number(n.end_s - n.start_s, 2, " s"), pitchName(n.midi), String(n.velocity), percent(n.confidence)]), `No notes were written down: ${why}.`),
        ];
      }
      case "metadata":
        return [metadata(document)];
      default:
        return [
          table(
            "Content",
            ["From", "To", "Kind", "Label", "Confidence"],
            contentTimeline(document).map((segment) => [
              this.#go(segment.start_s),
              this.#place(segment.end_s),
              el("span", {}, el("span", { class: "swatch", style: `background: ${kindColour(segment.kind)}`, "aria-hidden": "true" }), title(segment.kind)),
              segment.label,
              percent(segment.confidence),
            ]),
          ),
          table("The ten likeliest labels", ["Label", "Score"], (document.summary?.ranking ?? []).map((/** @type {any} */ tag) => [tag.label, percent(tag.score)])),
        ];
    }
  }
}

/** @param {any} document */
function metadata(document) {
  const { file } = document;
  const rows = [
    ["Path", document.path],
    ["Format", `${file.format}, ${file.codec}`],
    ["Sample rate", `${file.sample_rate} Hz`],
    ["Channels", String(file.channels)],
    ["Bit depth", file.bit_depth ? String(file.bit_depth) : UNKNOWN],
    ["Size", `${(file.size_bytes / 1e6).toFixed(2)} MB`],
    ["Recorded", file.recorded_at ?? UNKNOWN],
    ["Content hash", file.content_hash],
    ...Object.entries(file.metadata ?? {}).map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]),
    ...Object.entries(document.versions ?? {}).map(([name, version]) => [`Version of ${name}`, String(version)]),
  ];
  return table("Metadata", ["What", "Value"], rows);
}

customElements.define("detail-tabs", DetailTabs);
