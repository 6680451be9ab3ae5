/**
 * The files that wait or are being analysed, as the server's events tell it.
 * @module live
 */
import { getJobs } from "./api.js";
import { serverEvents } from "./events.js";
import { terms } from "./query.js";

/** @typedef {{ job: number, state: string, path: string, name: string, said: string, done: number | null }} LiveRow  done is a share, null where it is not known */

const LIVE = ["queued", "running", "paused"];
/** As many as the table shows of them. */
export const MOST_LIVE = 6;

/** @param {string} path */
const nameOf = (path) => path.split("/").findLast(Boolean) ?? path;

/** What of a job is a row: each file that waits; of one with many files that which is being analysed, and how many more there are. @param {any} job @returns {LiveRow[]} */
export function rowsOf(job) {
  if (!LIVE.includes(job.state)) return [];
  const total = Math.max(job.files_total, job.paths.length);
  const one = { job: job.id, state: job.state, done: null };
  if (job.state === "queued" && job.paths.length > 1) {
    const rows = job.paths.map((/** @type {string} */ path) => ({ ...one, path, name: nameOf(path), said: "" }));
    return total > rows.length ? [...rows, { ...one, path: "", name: `${total - rows.length} more`, said: "" }] : rows;
  }
  const path = job.paths.length === 1 ? job.paths[0] : "";
  const many = total > 1;
  return [
    {
      ...one,
      path,
      name: job.current_file ?? (path ? nameOf(path) : `${total} files`),
      said: [job.current_step ?? "", many ? `${job.files_done} of ${total} files are done` : ""].filter(Boolean).join("; "),
      done: many ? job.files_done / total : null,
    },
  ];
}

/** Whether a row may belong to a search: by words of its path and the folder that it is in. What else is searched for is not known before the analysis. @param {LiveRow} row @param {string} query */
export function mayMatch(row, query) {
  return terms(query).every((term) => {
    const folder = term.match(/^in:"?(\/[^"]*)"?$/)?.[1];
    if (folder) return row.path.startsWith(folder);
    return !/[:~]/.test(term) && `${row.path} ${row.name}`.toLowerCase().includes(term.replaceAll('"', "").toLowerCase());
  });
}

/** Tells of `change`. */
class LiveFiles extends EventTarget {
  /** @type {Map<number, any>} */
  #jobs = new Map();

  start() {
    serverEvents.addEventListener("job", (event) => this.#take([/** @type {CustomEvent} */ (event).detail]));
    serverEvents.addEventListener("online", () => void this.#load());
    void this.#load();
  }

  /** Those that may belong to a search, the one that is at work first. @param {string} query */
  rows(query) {
    const jobs = [...this.#jobs.values()].sort((a, b) => Number(b.state === "running") - Number(a.state === "running") || a.id - b.id);
    return jobs.flatMap(rowsOf).filter((row) => mayMatch(row, query));
  }

  async #load() {
    try {
      const { results } = await getJobs();
      this.#jobs.clear();
      this.#take(results);
    } catch {
      // The header says that the server does not answer; when it does again, this is asked for anew.
    }
  }

  /** @param {any[]} jobs */
  #take(jobs) {
    for (const job of jobs) {
      if (LIVE.includes(job.state)) this.#jobs.set(job.id, job);
      else this.#jobs.delete(job.id);
    }
    this.dispatchEvent(new Event("change"));
  }
}

export const liveFiles = new LiveFiles();
