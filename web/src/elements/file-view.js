/**
 * The file that is open: waveform, content timeline, transport, results.
 * @module elements/file-view
 */
import { getDocument } from "../api.js";
import { KIND_COLOURS } from "../colours.js";
import { el } from "../dom.js";
import { state } from "../state.js";
import "./content-strip.js";
import "./result-panel.js";
import "./transport-bar.js";
import { WaveForm } from "./wave-form.js";

class FileView extends HTMLElement {
  /** @type {number | null} */
  #shown = null;
  #abort = new AbortController();
  /** @type {WaveForm | null} */
  #wave = null;

  connectedCallback() {
    state.addEventListener("change", () => this.#load());
    document.addEventListener("keydown", (event) => this.#onKey(event));
    this.#load();
  }

  async #load() {
    const file = state.current.file;
    if (file === this.#shown) return;
    this.#shown = file;
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#wave?.clear();
    if (file === null) {
      this.replaceChildren(el("p", { class: "message" }, "Choose a file to see and hear it."));
      return;
    }
    try {
      this.#show(await getDocument(file, this.#abort.signal), file);
    } catch (error) {
      if (error instanceof DOMException) return;
      this.replaceChildren(el("p", { class: "message error", role: "alert" }, error instanceof Error ? error.message : String(error)));
    }
  }

  /** @param {any} document @param {number} fileId */
  #show(document, fileId) {
    if (document.status === "failed" || !document.file) {
      this.replaceChildren(el("h2", {}, document.path), el("p", { class: "message error", role: "alert" }, document.error?.message ?? "not analysed"));
      return;
    }
    const wave = new WaveForm();
    const strip = /** @type {any} */ (el("content-strip"));
    const transport = /** @type {any} */ (el("transport-bar"));
    const results = /** @type {any} */ (el("result-panel"));
    this.#wave = wave;
    this.replaceChildren(el("h2", { title: document.path }, document.file.name), wave, strip, this.#legend(), transport, results);
    wave.show(document, fileId);
    strip.show(document);
    transport.show(document, wave);
    results.show(document);
    results.addEventListener("corrected", async () => {
      window.dispatchEvent(new CustomEvent("catalogue-changed"));
      try {
        // The sound goes on: only what is said of it changes.
        const now = await getDocument(fileId, this.#abort.signal);
        transport.show(now, wave);
        results.show(now);
      } catch (error) {
        if (error instanceof DOMException) return;
        this.replaceChildren(el("p", { class: "message error", role: "alert" }, error instanceof Error ? error.message : String(error)));
      }
    });
    for (const source of [strip, results]) {
      source.addEventListener("go", (/** @type {CustomEvent<number>} */ event) => wave.seek(event.detail));
    }
  }

  #legend() {
    const kinds = ["music", "speech", "singing", "environment", "silence"];
    return el(
      "p",
      { class: "legend" },
      ...kinds.map((kind) => el("span", {}, el("span", { class: "swatch", style: `background: ${KIND_COLOURS[kind]}`, "aria-hidden": "true" }), kind)),
    );
  }

  /** Space plays and pauses, unless one types or a button has the focus. @param {KeyboardEvent} event */
  #onKey(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (!this.#wave || event.ctrlKey || event.metaKey || event.altKey || target.closest("input, textarea, select")) return;
    const audio = this.#wave.audio;
    if (event.key === " " && !target.closest("button")) this.#wave.toggle();
    else if (event.key === "ArrowLeft") this.#wave.seek(audio.currentTime - 5);
    else if (event.key === "ArrowRight") this.#wave.seek(audio.currentTime + 5);
    else if (event.key === "Home") this.#wave.seek(0);
    else if (event.key === "Escape") audio.pause();
    else if (event.key === "+") this.#wave.zoom(1);
    else if (event.key === "-") this.#wave.zoom(-1);
    else return;
    event.preventDefault();
  }
}

customElements.define("file-view", FileView);
