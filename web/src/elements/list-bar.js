/**
 * The bar over the table: files or regions, how many, and what can be done with those that are chosen.
 * @module elements/list-bar
 */
import { alikeSaid, weightsOf } from "../alike.js";
import { el, icon, keepingFocus } from "../dom.js";
import { addKeys } from "../keys.js";
import { selection } from "../selection.js";
import { state } from "../state.js";
import { analyseChosen, collectChosen, exportChosen, findAlike, markChosen, markTarget, removeChosen, tagChosen, toggleFavourite, uploadAll } from "./actions.js";
import { columnChooser } from "./column-menu.js";
import { redoLast, undoLast } from "./undoing.js";

const ASPECTS = ["overall", "timbre", "rhythm", "pitch", "loudness"];

class ListBar extends HTMLElement {
  #count = el("span", { class: "count", role: "status" });
  #rows = el("div", { class: "segmented", role: "group", "aria-label": "Rows" });
  #alike = el("div", { class: "alike" });
  #many = el("span", { class: "count" });

  connectedCallback() {
    const file = /** @type {HTMLInputElement} */ (el("input", { type: "file", multiple: true, accept: "audio/*,video/*", hidden: true, "aria-label": "Sounds to add" }));
    file.addEventListener("change", () => file.files && uploadAll(file.files));
    this.replaceChildren(
      this.#rows,
      this.#count,
      this.#alike,
      el("span", { class: "gap" }),
      this.#many,
      this.#button("tag", "Tag", "Tag what is chosen (T)", tagChosen),
      this.#button("folder-plus", "Collect", "Put what is chosen into a collection (C)", collectChosen),
      this.#button("file-export", "Export", "Export what is chosen (E)", exportChosen),
      this.#button("rotate", "Analyse", "Analyse what is chosen again; with nothing chosen, all that is listed", analyseChosen),
      this.#button("trash-can", "Remove", "Take the files of what is chosen out of the catalogue (Shift+Delete); the files themselves stay", removeChosen),
      this.#button("plus", "Add", "Send sounds to the catalogue; or drop them anywhere on the page", () => file.click()),
      file,
      columnChooser(),
    );
    selection.addEventListener("change", () => this.#draw());
    for (const name of ["change", "failed"]) selection.rows.addEventListener(name, () => this.#draw());
    state.addEventListener("change", () => this.#draw());
    const chosen = () => markTarget() !== null;
    addKeys(
      { keys: ["1", "2", "3", "4", "5"], group: "Keeping", label: "Rate", choices: true, when: chosen, run: (key) => markChosen({ rating: Number(key) }, `Rated ${key}`) },
      { keys: ["0"], group: "Keeping", label: "No rating", when: chosen, run: () => markChosen({ rating: 0 }, "No rating now") },
      { keys: ["t"], group: "Keeping", label: "Tag", when: chosen, run: tagChosen },
      { keys: ["f"], group: "Keeping", label: "Favourite, or no longer", when: chosen, run: toggleFavourite },
      { keys: ["c"], group: "Keeping", label: "Put into a collection", when: chosen, run: collectChosen },
      { keys: ["e"], group: "Keeping", label: "Export", when: chosen, run: exportChosen },
      { keys: ["x"], group: "Keeping", label: "Twice the tempo", when: chosen, run: () => markChosen({ correct: { "tempo.bpm": "x2" } }, "Twice the tempo") },
      { keys: ["Shift+x", "h"], group: "Keeping", label: "Half the tempo", when: chosen, run: () => markChosen({ correct: { "tempo.bpm": "/2" } }, "Half the tempo") },
      { keys: ["Shift+Delete"], group: "Keeping", label: "Remove the file from the catalogue", when: chosen, run: removeChosen },
      { keys: ["Ctrl+z"], group: "Keeping", label: "Undo the last change", run: undoLast },
      { keys: ["Ctrl+Shift+z", "Ctrl+y"], group: "Keeping", label: "Do again what was undone last", run: redoLast },
      { keys: ["i"], group: "Searching", label: "What sounds like it", when: chosen, run: findAlike },
      { keys: ["r"], group: "Searching", label: "List files, or regions", run: () => state.set({ rows: state.current.rows === "files" ? "regions" : "files", similar: null, view: "browse" }) },
    );
    this.#draw();
  }

  /** @param {string} sign @param {string} text @param {string} title @param {() => void} act */
  #button(sign, text, title, act) {
    const made = el("button", { type: "button", title }, icon(sign), el("span", { class: "label" }, text));
    made.addEventListener("click", act);
    return made;
  }

  #draw() {
    const { rows, similar } = state.current;
    const choices = (/** @type {const} */ (["files", "regions"])).map((what) => {
      const made = el("button", { type: "button", "aria-pressed": String(!similar && rows === what) }, what === "files" ? "Files" : "Regions");
      made.addEventListener("click", () => state.set({ rows: what, similar: null, sort: "" }));
      return made;
    });
    keepingFocus(this.#rows, () => this.#rows.replaceChildren(...choices));
    const { count, note, loaded } = selection.rows;
    this.#count.textContent = loaded ? `${count.toLocaleString("en")} ${similar ? "alike" : count === 1 ? rows.slice(0, -1) : rows}` : "…";
    this.#count.title = note;
    const chosen = selection.chosen.length;
    this.#many.textContent = [chosen > 1 ? `${chosen.toLocaleString("en")} chosen` : "", selection.note].filter(Boolean).join("; ");
    this.#drawAlike(similar);
  }

  /** @param {string | null} similar */
  #drawAlike(similar) {
    if (!similar) {
      this.#alike.replaceChildren();
      return;
    }
    if (this.#alike.dataset.of === similar && this.#alike.childElementCount > 0) return;
    this.#alike.dataset.of = similar;
    const said = el("span", {}, "sounds like …");
    const close = el("button", { type: "button", class: "chip", title: "Leave the search by ear" }, said, icon("xmark"));
    close.addEventListener("click", () => state.set({ similar: null, aspects: "" }));
    void alikeSaid(similar).then((text) => (said.textContent = text));
    const now = weightsOf(state.current.aspects);
    const nothing = el("span", { class: "error", role: "status" });
    const weights = ASPECTS.map((aspect) => {
      const slider = /** @type {HTMLInputElement} */ (el("input", { type: "range", min: 0, max: 1, step: 0.1, value: now[aspect] ?? 0, "aria-label": `Weight of ${aspect}` }));
      slider.addEventListener("change", () => {
        const sliders = [.../** @type {NodeListOf<HTMLInputElement>} */ (this.#alike.querySelectorAll("input"))];
        const aspects = ASPECTS.map((name, i) => (Number(sliders[i].value) > 0 ? `${name}:${sliders[i].value}` : "")).filter(Boolean).join(",");
        nothing.textContent = aspects ? "" : "All weights are 0: nothing is compared, and the list stays as it was.";
        if (aspects) state.set({ aspects }, { replace: true });
      });
      return el("label", { class: "small" }, aspect, slider);
    });
    this.#alike.replaceChildren(close, ...weights, nothing);
  }
}

customElements.define("list-bar", ListBar);
