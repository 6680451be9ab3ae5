/**
 * The search field with completion, and a chip for each of its filters. The list follows while one types; the address follows with it.
 * @module elements/search-bar
 */
import { getCollections, getTags } from "../api.js";
import { el, icon } from "../dom.js";
import { addKeys } from "../keys.js";
import { complete, isPlain, terms, withSearch } from "../query.js";
import { selection } from "../selection.js";
import { settings } from "../settings.js";
import { state } from "../state.js";

const TYPING_PAUSE_MS = 200;
const MOST_SEARCHES = 12;

class SearchBar extends HTMLElement {
  #input = /** @type {HTMLInputElement} */ (
    el("input", {
      type: "search",
      id: "search",
      placeholder: "rain tempo:118-122 key:Am kind:music duration:<5 …",
      "aria-label": "Search the catalogue",
      role: "combobox",
      "aria-expanded": "false",
      "aria-controls": "completions",
      "aria-autocomplete": "list",
      autocomplete: "off",
      spellcheck: "false",
    })
  );
  #list = el("div", { id: "completions", role: "listbox", "aria-label": "Completions", hidden: true });
  #chips = el("div", { class: "chips", role: "group", "aria-label": "Filters" });
  #error = el("p", { class: "pointed error", role: "alert", hidden: true });
  #known = { tags: /** @type {string[]} */ ([]), mine: /** @type {string[]} */ ([]), collections: /** @type {string[]} */ ([]) };
  #active = -1;
  /** What the field itself searched for last: where the address says otherwise, somebody else changed it. */
  #searched = state.current.query;
  /** The search that is kept once its rows are here, and what was kept on the way to it; one that is not understood has no rows. */
  #wanted = { query: "", typed: "" };
  /** What was kept while typing goes on: what it is extended to takes its place. */
  #typed = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;

  connectedCallback() {
    const input = this.#input;
    input.value = state.current.query;
    input.addEventListener("input", () => {
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => this.#search(), TYPING_PAUSE_MS);
      this.#offer();
    });
    input.addEventListener("focus", () => this.#learn());
    input.addEventListener("blur", () => {
      this.#typed = "";
      setTimeout(() => this.#close(), 150);
    });
    input.addEventListener("keydown", (event) => this.#onKey(event));
    state.addEventListener("change", () => this.#follow());
    selection.rows.addEventListener("failed", (event) => this.#point(/** @type {CustomEvent} */ (event).detail));
    selection.rows.addEventListener("change", () => {
      this.#error.hidden = true;
      this.#keep();
    });
    this.replaceChildren(el("label", { for: "search" }, icon("magnifying-glass")), el("div", { class: "field" }, input, this.#list, this.#error), this.#chips);
    addKeys({ keys: ["/", "Ctrl+f"], group: "Searching", label: "Search", run: () => input.select() });
    this.#follow();
  }

  #search() {
    const query = this.#input.value.trim();
    this.#searched = query;
    this.#wanted = { query, typed: this.#typed };
    state.set({ query, view: "browse" });
  }

  /** Keeps the search whose rows have come. */
  #keep() {
    const { query, typed } = this.#wanted;
    if (!query || selection.rows.listing.query !== query) return;
    settings.set({ searches: withSearch(settings.current.searches, query, typed).slice(0, MOST_SEARCHES) });
    this.#wanted = { query: "", typed: "" };
    this.#typed = document.activeElement === this.#input ? query : "";
  }

  #follow() {
    const { query } = state.current;
    if (query !== this.#searched || document.activeElement !== this.#input) {
      clearTimeout(this.#pause);
      this.#input.value = this.#searched = query;
    }
    const chips = isPlain(query) ? terms(query) : query ? [query] : [];
    this.#chips.replaceChildren(
      ...chips.map((term) => {
        const chip = el("button", { type: "button", class: "chip", title: `Take ${term} away`, "aria-label": `Take the filter ${term} away` }, term, icon("xmark"));
        chip.addEventListener("click", () => {
          const left = isPlain(query) ? terms(query).filter((other) => other !== term).join(" ") : "";
          this.#input.value = left;
          state.set({ query: left });
        });
        return chip;
      }),
    );
  }

  /** An error of a query points at its place. @param {any} error */
  #point(error) {
    const problem = error?.problem;
    if (problem?.code !== "bad_query") return;
    this.#error.hidden = false;
    this.#error.textContent = problem.detail;
    const at = problem.position;
    if (Number.isInteger(at) && document.activeElement === this.#input) this.#error.style.setProperty("--at", `${at}ch`);
  }

  async #learn() {
    try {
      const [tags, collections] = await Promise.all([getTags(), getCollections()]);
      this.#known = { tags: tags.found.map((t) => t.tag), mine: tags.mine.map((t) => t.tag), collections: collections.map((c) => c.name) };
    } catch {
      // Completion is a help only: the list says why the server does not answer.
    }
    if (!this.#input.value) this.#show(settings.current.searches, 0);
  }

  #offer() {
    const { start, choices } = complete(this.#input.value, this.#input.selectionStart ?? 0, this.#known);
    this.#show(choices, start);
  }

  /** @param {readonly string[]} choices @param {number} start */
  #show(choices, start) {
    this.#active = -1;
    this.#list.hidden = choices.length === 0;
    this.#input.setAttribute("aria-expanded", String(choices.length > 0));
    this.#input.removeAttribute("aria-activedescendant");
    this.#list.replaceChildren(
      ...choices.map((choice, i) => {
        const option = el("div", { role: "option", id: `completion-${i}`, "aria-selected": "false" }, choice);
        option.addEventListener("mousedown", (event) => {
          event.preventDefault();
          this.#take(choice, start);
        });
        return option;
      }),
    );
    this.#list.dataset.start = String(start);
  }

  /** @param {string} choice @param {number} start */
  #take(choice, start) {
    const caret = this.#input.selectionStart ?? this.#input.value.length;
    const open = /[:~]$/.test(choice);
    this.#input.value = `${this.#input.value.slice(0, start)}${choice}${open ? "" : " "}${this.#input.value.slice(caret).trimStart()}`;
    const end = start + choice.length + (open ? 0 : 1);
    this.#input.setSelectionRange(end, end);
    this.#close();
    if (open) this.#offer();
    else this.#search();
  }

  #close() {
    this.#list.hidden = true;
    this.#input.setAttribute("aria-expanded", "false");
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const options = [...this.#list.children];
    if (!this.#list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      options[this.#active]?.setAttribute("aria-selected", "false");
      this.#active = (this.#active + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length;
      options[this.#active].setAttribute("aria-selected", "true");
      this.#input.setAttribute("aria-activedescendant", options[this.#active].id);
    } else if (event.key === "Enter") {
      if (!this.#list.hidden && this.#active >= 0) this.#take(options[this.#active].textContent ?? "", Number(this.#list.dataset.start));
      else {
        clearTimeout(this.#pause);
        this.#close();
        this.#search();
        document.getElementById("rows")?.focus();
      }
      event.preventDefault();
    } else if (event.key === "Escape") {
      if (this.#list.hidden) document.getElementById("rows")?.focus();
      this.#close();
      event.preventDefault();
    }
  }
}

customElements.define("search-bar", SearchBar);
