/**
 * Says in the header how the engine is.
 * @module elements/engine-status
 */
import { getHealth } from "../api.js";
import { el } from "../dom.js";

const REFRESH_MS = 10_000;

class EngineStatus extends HTMLElement {
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;

  connectedCallback() {
    this.setAttribute("role", "status");
    this.#refresh();
    this.#timer = setInterval(() => this.#refresh(), REFRESH_MS);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  async #refresh() {
    try {
      const health = await getHealth();
      const bad = health.status !== "healthy";
      this.#show(bad ? "warning" : "ok", bad ? `Engine: ${health.status}` : `Engine ${health.version}`, JSON.stringify(health.checks ?? {}, null, 1));
    } catch (error) {
      this.#show("error", "Engine not reachable", error instanceof Error ? error.message : String(error));
    }
  }

  /** @param {string} level @param {string} text @param {string} details */
  #show(level, text, details) {
    this.replaceChildren(el("span", { class: `dot ${level}`, "aria-hidden": "true" }), el("span", { title: details }, text));
  }
}

customElements.define("engine-status", EngineStatus);
