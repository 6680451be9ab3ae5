/**
 * The jobs with their progress, as the server's events tell it.
 * @module elements/job-list
 */
import { cancelJob, getJobs, pauseJob, resumeJob, retryJob } from "../api.js";
import { el } from "../dom.js";
import { serverEvents } from "../events.js";
import { report } from "./notices.js";

class JobList extends HTMLElement {
  /** @type {any[]} */
  #jobs = [];

  connectedCallback() {
    serverEvents.addEventListener("job", this.#onJob);
    serverEvents.addEventListener("online", this.#load);
    this.#load();
  }

  disconnectedCallback() {
    serverEvents.removeEventListener("job", this.#onJob);
    serverEvents.removeEventListener("online", this.#load);
  }

  #load = async () => {
    const answer = await report(getJobs);
    if (answer) this.#jobs = answer.results;
    this.#draw();
  };

  #onJob = (/** @type {Event} */ event) => {
    const job = /** @type {CustomEvent} */ (event).detail;
    const at = this.#jobs.findIndex((other) => other.id === job.id);
    if (at >= 0) this.#jobs[at] = job;
    else this.#jobs.unshift(job);
    this.#draw();
  };

  #draw() {
    const rows = this.#jobs.map((job) => {
      const live = job.state === "queued" || job.state === "running" || job.state === "paused";
      const done = job.files_done + job.files_failed;
      /** @param {string} text @param {(id: number) => Promise<any>} run */
      const action = (text, run) => {
        const made = el("button", { type: "button", class: "small" }, text);
        made.addEventListener("click", () => report(() => run(job.id)).then(this.#load));
        return made;
      };
      const actions = live
        ? [job.state === "paused" ? action("Resume", resumeJob) : action("Pause", pauseJob), action("Cancel", cancelJob)]
        : job.files_failed > 0 || job.state === "cancelled"
          ? [action("Try again", retryJob)]
          : [];
      return el(
        "tr",
        {},
        el("td", { class: "number" }, String(job.id)),
        el("td", {}, el("span", { class: `state ${job.state}` }, job.state)),
        el(
          "td",
          { class: "long" },
          job.paths.join(", "),
          ...(job.current_file ? [el("small", {}, `${job.current_file}${job.current_step ? `: ${job.current_step}` : ""}`)] : []),
          ...job.errors.slice(0, 5).map((/** @type {string} */ text) => el("small", { class: "error" }, text)),
        ),
        el("td", {}, el("progress", { max: Math.max(1, job.files_total), value: done, "aria-label": `Job ${job.id}` }), el("small", {}, `${done} of ${job.files_total}${job.files_failed ? `, ${job.files_failed} failed` : ""}`)),
        el("td", {}, job.created_at.slice(0, 16).replace("T", " ")),
        el("td", { class: "buttons" }, ...actions),
      );
    });
    const head = ["No.", "State", "What", "Progress", "Begun", "Action"].map((name) => el("th", { scope: "col" }, name));
    this.replaceChildren(
      el("h2", {}, "Jobs"),
      rows.length === 0 ? el("p", { class: "message" }, "No job yet. Drop sounds on the page, or run: ais analyze FOLDER") : el("table", { "aria-label": "Jobs" }, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...rows)),
    );
  }
}

customElements.define("job-list", JobList);
