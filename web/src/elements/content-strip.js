/**
 * The content timeline as a labelled, coloured strip; each segment is a button that goes there.
 * @module elements/content-strip
 */
import { kindColour } from "../colours.js";
import { el } from "../dom.js";
import { duration, percent } from "../format.js";
import { contentTimeline } from "../timeline.js";

class ContentStrip extends HTMLElement {
  /** @param {any} document */
  show(document) {
    const total = document.file?.duration_s || 1;
    const segments = contentTimeline(document);
    this.setAttribute("aria-label", "Content timeline");
    this.setAttribute("role", "group");
    this.replaceChildren(
      ...segments.map((segment) => {
        const text = `${segment.label}, ${duration(segment.start_s)} to ${duration(segment.end_s)}${segment.confidence === null ? "" : `, confidence ${percent(segment.confidence)}`}`;
        const button = el(
          "button",
          {
            type: "button",
            class: segment.kind,
            title: text,
            "aria-label": text,
            style: `left: ${(100 * segment.start_s) / total}%; width: ${(100 * (segment.end_s - segment.start_s)) / total}%; --kind: ${kindColour(segment.kind)}`,
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
