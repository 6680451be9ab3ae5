/**
 * The library: folders, collections, searches that were kept, tags with counts, kinds. Each is a filter; what is chosen shows in the search.
 * @module elements/library-panel
 */
import { addCollection, getCollections, getSearches, getStats, getTags, removeCollection, removeSearch, saveSearch } from "../api.js";
import { kindColour } from "../colours.js";
import { el, icon } from "../dom.js";
import { serverEvents } from "../events.js";
import { title } from "../format.js";
import { remembered } from "../history.js";
import { withTerm } from "../query.js";
import { state } from "../state.js";
import { VIEWS } from "../views.js";
import "./folder-tree.js";
import { notice, report } from "./notices.js";
import { undoing } from "./undoing.js";

const MOST_TAGS = 40;
const RENEW_MS = 800;

class LibraryPanel extends HTMLElement {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #renewal;
  #places = /** @type {any} */ (el("folder-tree"));
  #collections = el("div", {});
  #searches = el("div", {});
  #mine = el("div", {});
  #found = el("div", {});
  #kinds = el("div", {});

  connectedCallback() {
    const newCollection = this.#adder("New collection", async (name) => void (await addCollection(name)));
    const newSearch = this.#adder("Keep this search as", async (name) => {
      const { rows, query, sort } = state.current;
      await saveSearch({ name, target: rows, query, sort: sort || null });
    });
    this.replaceChildren(
      el("nav", { "aria-label": "Views" }, ...VIEWS.map((view) => this.#view(view))),
      this.#section("Folders", this.#places, true),
      this.#section("Kinds", this.#kinds, true),
      this.#section("Collections", el("div", {}, this.#collections, newCollection), true),
      this.#section("Kept searches", el("div", {}, this.#searches, newSearch), true),
      this.#section("Your tags", this.#mine, true),
      this.#section("Heard", this.#found, true),
    );
    state.addEventListener("change", () => this.#markView());
    serverEvents.addEventListener("catalogue", () => this.#renew());
    window.addEventListener("catalogue-changed", () => this.#renew());
    this.#load();
    this.#markView();
  }

  #renew() {
    clearTimeout(this.#renewal);
    this.#renewal = setTimeout(() => this.#load(), RENEW_MS);
  }

  /** @param {string} name @param {HTMLElement} content @param {boolean} open */
  #section(name, content, open) {
    return el("details", { open }, el("summary", {}, name), content);
  }

  /** @param {typeof VIEWS[number]} view */
  #view({ view, sign, text, change }) {
    const button = el("button", { type: "button", class: "entry", "data-view": view }, icon(sign), text);
    button.addEventListener("click", () => state.set(change));
    return button;
  }

  #markView() {
    for (const button of this.querySelectorAll("[data-view]")) {
      if (button.getAttribute("data-view") === state.current.view) button.setAttribute("aria-current", "page");
      else button.removeAttribute("aria-current");
    }
  }

  /** @param {string} hint @param {(name: string) => Promise<void>} add */
  #adder(hint, add) {
    const input = /** @type {HTMLInputElement} */ (el("input", { type: "text", placeholder: `${hint} …`, "aria-label": hint, maxlength: 200 }));
    input.addEventListener("keydown", async (event) => {
      if (event.key !== "Enter" || !input.value.trim()) return;
      await report(async () => {
        await add(input.value.trim());
        input.value = "";
        await this.#load();
      });
    });
    return input;
  }

  /** @param {string} text @param {number | null} count @param {string} term @param {Node[]} [before] */
  #filter(text, count, term, before = []) {
    const button = el("button", { type: "button", class: "entry", title: `${text}: ${term}` }, ...before, el("span", { class: "text" }, text), ...(count === null ? [] : [el("span", { class: "count" }, String(count))]));
    button.addEventListener("click", () => state.set({ query: withTerm(state.current.query, term), view: "browse", similar: null }));
    return button;
  }

  /** @param {string} name @param {HTMLElement} entry @param {string} label @param {() => Promise<any>} remove */
  #removable(name, entry, label, remove) {
    const button = el("button", { type: "button", class: "quiet", "aria-label": label, title: label }, icon("xmark"));
    button.addEventListener("click", () =>
      report(async () => {
        const { entry } = await remembered(remove);
        await this.#load();
        if (entry !== null) notice(`Removed: ${name}`, undoing(entry));
      }),
    );
    return el("div", { class: "removable" }, entry, button);
  }

  async #load() {
    await report(async () => {
      const [stats, tags, collections, searches] = await Promise.all([getStats(), getTags(), getCollections(), getSearches()]);
      this.#kinds.replaceChildren(
        ...Object.entries(stats.kinds)
          .sort((a, b) => b[1] - a[1])
          .map(([kind, count]) => this.#filter(title(kind), count, `kind:${kind}`, [el("span", { class: "swatch", style: `background: ${kindColour(kind)}`, "aria-hidden": "true" })])),
      );
      this.#collections.replaceChildren(
        ...collections.map((c) => this.#removable(c.name, this.#filter(c.name, c.files + c.regions, `collection:"${c.name}"`, [icon("folder")]), `Remove the collection ${c.name}; its sounds stay`, () => removeCollection(c.id))),
      );
      this.#searches.replaceChildren(
        ...searches.map((search) => {
          const button = el("button", { type: "button", class: "entry", title: search.query }, icon("magnifying-glass"), el("span", { class: "text" }, search.name));
          button.addEventListener("click", () => state.set({ query: search.query, sort: search.sort ?? "", rows: search.target === "regions" ? "regions" : "files", view: "browse", similar: null }));
          return this.#removable(search.name, button, `Forget the search ${search.name}`, () => removeSearch(search.id));
        }),
      );
      this.#mine.replaceChildren(...(tags.mine.length ? tags.mine.map((t) => this.#filter(t.tag, t.count, `mytag:"${t.tag}"`)) : [el("p", { class: "hint" }, "Press T to tag what is chosen.")]));
      this.#found.replaceChildren(...tags.found.slice(0, MOST_TAGS).map((t) => this.#filter(t.tag, t.count, `tag:"${t.tag}"`)));
      void this.#places.load();
    });
  }
}

customElements.define("library-panel", LibraryPanel);
