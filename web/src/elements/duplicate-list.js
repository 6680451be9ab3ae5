/**
 * What is in the catalogue twice.
 * @module elements/duplicate-list
 */
import { getDuplicates } from "../api.js";
import { el, icon } from "../dom.js";
import { duration } from "../format.js";
import { player } from "../player.js";
import { state } from "../state.js";
import { removeAll } from "./actions.js";
import { report } from "./notices.js";

const KINDS = [
  ["same_bytes", "The same bytes"],
  ["same_audio", "The same audio, whatever its tags and its format"],
  ["near", "Sounds the same and lasts as long"],
];
const MOST = 200;

class DuplicateList extends HTMLElement {
  #kind = /** @type {HTMLSelectElement} */ (el("select", { "aria-label": "What counts as a duplicate" }, ...KINDS.map(([value, text]) => el("option", { value }, text))));
  #list = el("div", {});

  #renew = () => this.#load();

  connectedCallback() {
    window.addEventListener("catalogue-changed", this.#renew);
    this.#kind.value = "same_audio";
    this.#kind.addEventListener("change", () => this.#load());
    this.replaceChildren(el("h2", {}, "Duplicates"), this.#kind, this.#list);
    this.#load();
  }

  disconnectedCallback() {
    window.removeEventListener("catalogue-changed", this.#renew);
  }

  async #load() {
    this.#list.replaceChildren(el("p", { class: "message", role: "status" }, "Comparing …"));
    const groups = await report(() => getDuplicates(this.#kind.value));
    if (!groups) return;
    if (groups.length === 0) {
      this.#list.replaceChildren(el("p", { class: "message" }, "Nothing is here twice."));
      return;
    }
    this.#list.replaceChildren(...groups.slice(0, MOST).map((group, i) => this.#group(group, i)), ...(groups.length > MOST ? [el("p", { class: "hint" }, `${groups.length - MOST} more groups: ais duplicates lists them all.`)] : []));
  }

  /** @param {any} group @param {number} i */
  #group(group, i) {
    return el(
      "table",
      { "aria-label": `Group ${i + 1}` },
      el("tbody", {}, ...group.items.map((/** @type {any} */ item) => {
        const play = el("button", { type: "button", "aria-label": `Play ${item.path}` }, icon("play"));
        play.addEventListener("click", () => {
          state.set({ file: item.file_id, region: item.region_id ?? null }, { replace: true });
          player.open(item.file_id);
          player.play(item.start_s ?? 0, item.start_s == null ? null : item.start_s + item.duration_s);
        });
        const remove = el("button", { type: "button", class: "quiet", "aria-label": `Remove ${item.path} from the catalogue`, title: "Remove from the catalogue; the file itself stays" }, icon("trash-can"));
        remove.addEventListener("click", () => removeAll([item.file_id], item.path));
        return el("tr", {}, el("td", {}, play), el("td", {}, remove), el("td", { class: "long" }, item.path), el("td", { class: "number" }, item.start_s ? `at ${duration(item.start_s)}` : ""), el("td", { class: "number" }, duration(item.duration_s)), el("td", { class: "number" }, `${(item.size_bytes / 1e6).toFixed(2)} MB`), el("td", {}, item.missing ? "missing" : ""));
      })),
    );
  }
}

customElements.define("duplicate-list", DuplicateList);
