/**
 * Says in the header how the engine is, and what it is doing.
 * @module elements/engine-status
 */
import { getHealth } from "../api.js";
import { el } from "../dom.js";
import { serverEvents } from "../events.js";
import { state } from "../state.js";

const REFRESH_MS = 15_000;
const SAY_MS = 3000;

class EngineStatus extends HTMLElement {
  #dot = el("span", { class: "dot", "aria-hidden": "true" });
  #text = el("span", { role: "status" });
  #job = el("button", { type: "button", class: "job", hidden: true });
  #said = 0;

  connectedCallback() {
    this.replaceChildren(this.#dot, this.#text, this.#job);
    this.#job.addEventListener("click", () => state.set({ view: "jobs" }));
    serverEvents.addEventListener("offline", () => this.#show("error", "Offline: connecting again …"));
    serverEvents.addEventListener("online", () => this.#refresh());
    serverEvents.addEventListener("job", (event) => this.#progress(/** @type {CustomEvent} */ (event).detail));
    this.#refresh();
    setInterval(() => this.#refresh(), REFRESH_MS);
  }

  async #refresh() {
    try {
      const health = await getHealth();
      const well = health.status === "healthy";
      this.#show(well ? "ok" : "warning", well ? `Engine ${health.version.split("+")[0]}` : `Engine: ${health.status}`);
    } catch (error) {
      this.#show("error", error instanceof Error ? error.message : String(error));
    }
  }

  /** A screen reader hears of progress every few seconds at most. @param {any} job */
  #progress(job) {
    const live = job.state === "queued" || job.state === "running";
    if (live && Date.now() - this.#said < SAY_MS) return;
    this.#said = Date.now();
    this.#job.hidden = !live;
    this.#job.textContent = `${job.files_done + job.files_failed} of ${job.files_total} analysed`;
  }

  /** @param {string} level @param {string} text */
  #show(level, text) {
    this.#dot.className = `dot ${level}`;
    if (this.#text.textContent !== text) this.#text.textContent = text;
  }
}

customElements.define("engine-status", EngineStatus);
