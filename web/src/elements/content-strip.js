/**
 * The content timeline as a labelled, coloured strip over the stretch that the waveform shows; each segment is a button that goes there.
 * @module elements/content-strip
 */
import { kindColour } from "../colours.js";
import { el } from "../dom.js";
import { percent, place } from "../format.js";
import { contentTimeline, transitionsOf } from "../timeline.js";

const MOST = 400;

class ContentStrip extends HTMLElement {
  /** @type {import("../timeline.js").Segment[]} */
  #segments = [];
  /** @type {(string | null)[]} */
  #transitions = [];
  /** Of each segment that was in sight before: to make hundreds anew takes as long as all else at a step of the zoom, and would take the focus away. @type {HTMLElement[]} */
  #buttons = [];
  #range = { start: 0, end: 1 };
  #total = 1;
  #waits = false;

  /** @param {any} document */
  show(document) {
    this.#segments = contentTimeline(document);
    this.#transitions = transitionsOf(this.#segments);
    this.#buttons = [];
    this.setAttribute("aria-label", "Content timeline");
    this.setAttribute("role", "group");
    this.#total = document.file?.duration_s || 1;
    this.setRange({ start: 0, end: this.#total });
  }

  /** @param {{ start: number, end: number }} range */
  setRange(range) {
    const moved = Math.abs(range.end - range.start - (this.#range.end - this.#range.start)) < 1e-6;
    this.#range = range;
    if (this.#waits) return;
    this.#waits = true;
    const draw = () => {
      this.#waits = false;
      this.#draw();
    };
    // A view that scrolls takes the strip along. One of another length is seen a frame before its strip, which may bring hundreds of buttons.
    requestAnimationFrame(moved ? draw : () => requestAnimationFrame(draw));
  }

  #draw() {
    const { start, end } = this.#range;
    const total = end - start;
    /** @type {HTMLElement[]} */
    const seen = [];
    this.#segments.forEach((segment, i) => {
      if (segment.end_s <= start || segment.start_s >= end || seen.length === MOST) return;
      const button = (this.#buttons[i] ??= this.#button(segment, this.#transitions[i]));
      const [from, to] = [Math.max(start, segment.start_s), Math.min(end, segment.end_s)];
      // The mark stands where the one turns into the other: out of sight when that is.
      button.classList.toggle("begun", segment.start_s < start);
      button.style.left = `${(100 * (from - start)) / total}%`;
      button.style.width = `${(100 * (to - from)) / total}%`;
      seen.push(button);
    });
    const stay = new Set(seen);
    for (const child of [...this.children]) if (!stay.has(/** @type {HTMLElement} */ (child))) child.remove();
    let next = this.firstElementChild;
    for (const button of seen) {
      if (button === next) next = next.nextElementSibling;
      else this.insertBefore(button, next);
    }
  }

  /** @param {import("../timeline.js").Segment} segment @param {string | null} before what turns into it */
  #button(segment, before) {
    const change = before === null ? "" : `${before} → `;
    const text = `${change}${segment.label}, ${place(segment.start_s, this.#total)} to ${place(segment.end_s, this.#total)}${segment.confidence === null ? "" : `, confidence ${percent(segment.confidence)}`}`;
    const button = el(
      "button",
      { type: "button", class: `${segment.kind}${change ? " transition" : ""}`, title: text, "aria-label": text, style: `--kind: ${kindColour(segment.kind)}` },
      ...(change ? [el("span", { class: "before" }, change)] : []),
      el("span", {}, segment.kind === "silence" ? "" : segment.label),
    );
    button.addEventListener("click", () => this.dispatchEvent(new CustomEvent("go", { detail: segment.start_s })));
    return button;
  }
}

customElements.define("content-strip", ContentStrip);
