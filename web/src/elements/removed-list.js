/**
 * The files that were taken out of the catalogue, as long as they can come back.
 * @module elements/removed-list
 */
import { getRemoved, restoreFiles } from "../api.js";
import { el, icon } from "../dom.js";
import { changed, notice, report } from "./notices.js";

class RemovedList extends HTMLElement {
  #list = el("div", {});
  #renew = () => this.#load();

  connectedCallback() {
    window.addEventListener("catalogue-changed", this.#renew);
    this.replaceChildren(el("h2", {}, "Removed"), el("p", { class: "hint" }, "What was taken out of the catalogue can be brought back for 30 days, with its results, tags and collections. The files themselves were not touched."), this.#list);
    this.#load();
  }

  disconnectedCallback() {
    window.removeEventListener("catalogue-changed", this.#renew);
  }

  async #load() {
    const page = await report(getRemoved);
    if (!page) return;
    if (page.count === 0) {
      this.#list.replaceChildren(el("p", { class: "message" }, "Nothing was removed in the last 30 days."));
      return;
    }
    this.#list.replaceChildren(
      this.#button(`Bring ${page.results.length === 1 ? "it" : `all ${page.results.length}`} back`, page.results.map((/** @type {any} */ file) => file.file_id)),
      el(
        "table",
        { "aria-label": "Removed files" },
        el("thead", {}, el("tr", {}, ...["File", "Removed", "Kept until", "Action"].map((text) => el("th", { scope: "col" }, text)))),
        el(
          "tbody",
          {},
          ...page.results.map((/** @type {any} */ file) => el("tr", {}, el("td", { class: "long", title: file.path }, file.path), el("td", {}, new Date(file.removed).toLocaleDateString()), el("td", {}, new Date(file.until).toLocaleDateString()), el("td", {}, this.#button("Bring back", [file.file_id], file.name)))),
        ),
      ),
      ...(page.count > page.results.length ? [el("p", { class: "hint" }, `${page.count - page.results.length} more were removed before these.`)] : []),
    );
  }

  /** @param {string} text @param {number[]} ids @param {string} [name] */
  #button(text, ids, name) {
    const made = el("button", { type: "button", "aria-label": name ? `${text}: ${name}` : text }, icon("rotate-left"), el("span", {}, text));
    made.addEventListener("click", () =>
      report(async () => {
        const { count } = await restoreFiles(ids);
        changed();
        notice(count === 1 ? `${name ?? "It"} is back` : `${count} files are back`);
      }),
    );
    return made;
  }
}

customElements.define("removed-list", RemovedList);
