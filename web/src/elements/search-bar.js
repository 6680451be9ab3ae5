/**
 * The search field. The list follows while one types; the address follows with it.
 * @module elements/search-bar
 */
import { el, icon } from "../dom.js";
import { state } from "../state.js";

const TYPING_PAUSE_MS = 200;

class SearchBar extends HTMLElement {
  connectedCallback() {
    const input = /** @type {HTMLInputElement} */ (
      el("input", {
        type: "search",
        id: "search",
        placeholder: "rain tempo:118-122 key:Am kind:music duration:<5 …",
        "aria-label": "Search the catalogue",
        autocomplete: "off",
        spellcheck: "false",
      })
    );
    input.value = state.current.query;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let pause;
    input.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(() => state.set({ query: input.value.trim(), page: 1 }), TYPING_PAUSE_MS);
    });
    state.addEventListener("change", () => {
      if (document.activeElement !== input) input.value = state.current.query;
    });
    document.addEventListener("keydown", (event) => {
      const typing = event.target instanceof HTMLInputElement;
      if ((event.key === "/" && !typing) || (event.key === "f" && event.ctrlKey)) {
        event.preventDefault();
        input.select();
      }
    });
    this.replaceChildren(el("label", { for: "search" }, icon("magnifying-glass")), input);
  }
}

customElements.define("search-bar", SearchBar);
