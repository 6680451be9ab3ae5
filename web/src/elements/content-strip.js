/**
 * The content timeline as a labelled, coloured strip over the stretch that the waveform shows; each segment is a button that goes there.
 * @module elements/content-strip
 */
import { kindColour } from "../colours.js";
import { el } from "../dom.js";
import { duration, percent } from "../format.js";
import { contentTimeline } from "../timeline.js";

const MOST = 400;

class ContentStrip extends HTMLElement {
  /** @type {import("../timeline.js").Segment[]} */
  #segments = [];
  #range = { start: 0, end: 1 };

  /** @param {any} document */
  show(document) {
    this.#segments = contentTimeline(document);
    this.#range = { start: 0, end: document.file?.duration_s || 1 };
    this.setAttribute("aria-label", "Content timeline");
    this.setAttribute("role", "group");
    this.#draw();
  }

  /** @param {{ start: number, end: number }} range */
  setRange(range) {
    this.#range = range;
    this.#draw();
  }

  #draw() {
    const { start, end } = this.#range;
    const total = end - start;
    const seen = this.#segments.filter((segment) => segment.end_s > start && segment.start_s < end).slice(0, MOST);
    this.replaceChildren(
      ...seen.map((segment, i) => {
        const before = seen[i - 1];
        const change = before && before.label !== segment.label && before.kind !== "silence" && segment.kind !== "silence" ? ` (${before.label} → ${segment.label})` : "";
        const text = `${segment.label}, ${duration(segment.start_s)} to ${duration(segment.end_s)}${segment.confidence === null ? "" : `, confidence ${percent(segment.confidence)}`}${change}`;
        const [from, to] = [Math.max(start, segment.start_s), Math.min(end, segment.end_s)];
        const button = el(
          "button",
          {
            type: "button",
            class: `${segment.kind}${change ? " transition" : ""}`,
            title: text,
            "aria-label": text,
            style: `left: ${(100 * (from - start)) / total}%; width: ${(100 * (to - from)) / total}%; --kind: ${kindColour(segment.kind)}`,
          },
          el("span", {}, segment.kind === "silence" ? "" : segment.label),
        );
        button.addEventListener("click", () => this.dispatchEvent(new CustomEvent("go", { detail: segment.start_s })));
        return button;
      }),
    );
  }
}

customElements.define("content-strip", ContentStrip);
