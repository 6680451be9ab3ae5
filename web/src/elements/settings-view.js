/**
 * Settings of the page, folders, and how the engine and its plugins are.
 * @module elements/settings-view
 */
import {
  addRoot,
  addWatch,
  changeSettings,
  getLogs,
  getModels,
  getResources,
  getRoots,
  getSettings,
  getStatus,
  getWatches,
  pullModel,
  removeRoot,
  removeWatch,
} from "../api.js";
import { el } from "../dom.js";
import { serverEvents } from "../events.js";
import { settings } from "../settings.js";
import { notice, report } from "./notices.js";

/** @param {number} bytes */
const size = (bytes) => (bytes > 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${(bytes / 1e6).toFixed(0)} MB`);

/** How far a download is. @param {number} bytes @param {number | null} of */
const fetched = (bytes, of) => (of ? `${size(bytes)} of ${size(of)}` : size(bytes));

/** What cuts a file into regions. @type {[string, string, string, number, number, number][]} name, label, unit, least, most, step */
const CUTS = [
  ["absolute_threshold_dbfs", "Silence in any file", "dBFS", -100, -20, 1],
  ["relative_threshold_db", "Above the noise", "dB", 3, 40, 0.5],
  ["hysteresis_db", "Ends so much lower", "dB", 0, 20, 0.5],
  ["minimum_silence_seconds", "Shortest silence", "s", 0.05, 60, 0.05],
  ["minimum_region_seconds", "Shortest sound", "s", 0, 60, 0.05],
  ["padding_seconds", "Kept around", "s", 0, 5, 0.01],
];

const WATCH_STATES = { watching: "", polling: " (looked through every minute)", missing: " (not there now)" };

class SettingsView extends HTMLElement {
  #roots = el("ul", { class: "plain" });
  #models = el("ul", { class: "plain" });
  #engine = el("div", {});
  #analysis = el("div", {});
  #log = el("ol", { class: "plain log", tabindex: "0", "aria-label": "Lines of the log, the newest first" });
  #level = /** @type {HTMLSelectElement} */ (
    el("select", {}, ...[["information", "All"], ["warning", "Warnings"], ["error", "Errors"]].map(([value, text]) => el("option", { value }, text)))
  );

  connectedCallback() {
    this.replaceChildren(
      el("h2", {}, "Settings"),
      el("div", { class: "columns" },
        el("section", {}, el("h3", {}, "Page"),
          this.#choice("Theme", "theme", [["dark", "Dark"], ["light", "Light"], ["contrast", "High contrast"]]),
          this.#choice("Keys of music", "notation", [["classical", "Am, F#m"], ["camelot", "Camelot: 8A"], ["openkey", "Open Key: 1m"]]),
        ),
        el("section", {}, el("h3", {}, "Folders"), el("p", { class: "hint" }, "Only what lies in these may be played, analysed and exported. What appears in a watched one is analysed at once."), this.#roots, this.#adder()),
        el("section", {}, el("h3", {}, "Networks that hear labels"), this.#models),
        el("section", {}, el("h3", {}, "Analyses to come"), this.#analysis),
        el("section", {}, el("h3", {}, "Engine"), this.#engine),
        el("section", {}, el("h3", {}, "Log"), el("label", { class: "line" }, "Show", this.#level), this.#log),
      ),
    );
    this.#level.addEventListener("change", () => this.#readLog());
    this.#load();
  }

  /** @param {string} label @param {"theme" | "notation"} setting @param {string[][]} values */
  #choice(label, setting, values) {
    const list = /** @type {HTMLSelectElement} */ (el("select", {}, ...values.map(([value, text]) => el("option", { value }, text))));
    list.value = settings.current[setting];
    list.addEventListener("change", () => settings.set(/** @type {any} */ ({ [setting]: list.value })));
    return el("label", { class: "line" }, label, list);
  }

  #adder() {
    const input = /** @type {HTMLInputElement} */ (el("input", { type: "text", placeholder: "/media/drive/recordings", "aria-label": "Path of a folder to add" }));
    const add = el("button", { type: "button" }, "Add folder");
    add.addEventListener("click", () =>
      report(async () => {
        await addRoot(input.value.trim());
        notice(`${input.value.trim()} was added. Choose "Analyse" in the table's bar, or run: ais analyze`);
        input.value = "";
        await this.#load();
      }),
    );
    return el("p", { class: "line" }, input, add);
  }

  /** @param {{ name: string, megabytes: number, licence: string, publisher: string, here: boolean, in_use: boolean }} model */
  #model(model) {
    const about = `${model.licence}, ${model.publisher}${model.megabytes ? `, ${model.megabytes}\u00a0MB` : ""}`;
    const pull = /** @type {HTMLButtonElement} */ (el("button", { type: "button" }, `Fetch ${model.name}`));
    pull.addEventListener("click", async () => {
      pull.disabled = true;
      pull.textContent = `Fetching ${model.name} …`;
      const bar = /** @type {HTMLProgressElement} */ (el("progress", { "aria-label": `Download of ${model.name}` }));
      pull.after(bar);
      /** @param {Event} event */
      const tell = (event) => {
        const { name, bytes, of } = /** @type {CustomEvent} */ (event).detail;
        if (name !== model.name) return;
        pull.textContent = `Fetching ${model.name}: ${fetched(bytes, of)}`;
        if (of) [bar.max, bar.value] = [of, bytes];
      };
      serverEvents.addEventListener("model", tell);
      const isHere = await report(() => pullModel(model.name));
      serverEvents.removeEventListener("model", tell);
      if (isHere) notice(`${model.name} is here. It is used when the server is started again.`);
      await this.#load();
    });
    return el("li", { class: "line" }, el("span", {}, model.name, el("small", { class: "hint" }, ` ${about}`)), model.in_use ? el("b", {}, "in use") : model.here ? "here" : pull);
  }

  /** @param {any} analysis */
  #showAnalysis({ regions, key, speech }) {
    /** @param {Record<string, any>} change */
    const change = async (change) => {
      const now = await report(() => changeSettings(change));
      if (now) notice("Kept for all analyses to come. What was analysed before stays as it is until it is analysed again.");
      const kept = now ?? (await report(getSettings));
      if (kept) this.#showAnalysis(kept.analysis);
    };
    const method = /** @type {HTMLSelectElement} */ (
      el("select", {}, ...[["native", "This program"], ["essentia", "Essentia, where its bridge is installed"], ["both", "Both, side by side"]].map(([value, text]) => el("option", { value }, text)))
    );
    method.value = key.method;
    method.addEventListener("change", () => change({ key: { method: method.value } }));
    const voices = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox" }));
    voices.checked = speech.detect;
    voices.addEventListener("change", () => change({ speech: { detect: voices.checked } }));
    const usual = el("button", { type: "button" }, "Back to the usual");
    usual.addEventListener("click", () => change({ regions: null, key: null, speech: null }));
    this.#analysis.replaceChildren(
      el("p", { class: "hint" }, "Where a sound begins and ends. Try it on a file first: Cut at silences, in the waveform's bar."),
      ...CUTS.map(([name, label, unit, min, max, step]) => {
        const input = /** @type {HTMLInputElement} */ (el("input", { type: "number", min, max, step, value: regions[name] }));
        input.addEventListener("change", () => (input.validity.valid && input.value !== "" ? change({ regions: { [name]: Number(input.value) } }) : input.reportValidity()));
        return el("label", { class: "line" }, label, el("span", {}, input, ` ${unit}`));
      }),
      el("label", { class: "line" }, "Who says the key", method),
      el("label", { class: "line" }, "Find the stretches with a voice; takes half as long again", voices),
      el("p", { class: "line" }, usual),
    );
  }

  async #readLog() {
    const lines = await report(() => getLogs(this.#level.value));
    this.#log.replaceChildren(
      ...(lines ?? []).reverse().map((line) =>
        el("li", { class: line.level === "information" ? null : "state failed" }, el("time", { datetime: line.time }, new Date(line.time).toLocaleTimeString()), ` ${line.level === "information" ? "" : `${line.level}: `}${line.message}`),
      ),
    );
  }

  async #load() {
    const [roots, watches, kept] = await Promise.all([report(getRoots), report(getWatches), report(getSettings), this.#readLog()]);
    const watched = new Map((watches ?? []).map((watch) => [watch.path, watch]));
    if (kept) this.#showAnalysis(kept.analysis);
    this.#roots.replaceChildren(
      ...(roots ?? []).map((root) => {
        const remove = el("button", { type: "button", "aria-label": `Take away ${root.path}; its results stay` }, "Take away");
        remove.addEventListener("click", () => report(() => removeRoot(root.path)).then(() => this.#load()));
        const watch = watched.get(root.path);
        const box = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox" }));
        box.checked = watch !== undefined;
        box.disabled = !root.present && !watch;
        box.addEventListener("change", () => report(() => (box.checked ? addWatch(root.path) : removeWatch(root.path))).then(() => this.#load()));
        const state = watch ? WATCH_STATES[/** @type {keyof WATCH_STATES} */ (watch.state)] : root.present ? "" : " (not there now)";
        return el(
          "li",
          { class: "line" },
          el("span", { class: root.present ? null : "state partial", title: watch?.problem ?? null }, root.path, state),
          el("span", {}, ...(root.folder || watch ? [el("label", {}, box, " Watch "), " "] : []), remove),
        );
      }),
    );
    const models = await report(getModels);
    this.#models.replaceChildren(...(models ?? []).map((model) => this.#model(model)));
    const [status, resources] = await Promise.all([report(getStatus), report(getResources)]);
    if (!status || !resources) return;
    const { health } = status;
    this.#engine.replaceChildren(
      el("dl", { class: "facts" },
        ...[
          ["State", health.status],
          ["Version", health.version],
          ["Model", health.model],
          ["FFmpeg", health.ffmpeg],
          ["Workers", `${resources.workers.alive.length} of ${resources.workers.limit}; ${resources.workers.deaths} died`],
          ["Memory free", size(resources.memory.available_bytes)],
          ["Disk free", size(resources.disk.data.free_bytes)],
          ["Catalogue", size(resources.disk.data.used_bytes)],
        ].map(([name, value]) => el("div", { class: "fact" }, el("dt", {}, name), el("dd", {}, String(value ?? "none")))),
      ),
      el("table", { "aria-label": "Analyzers" }, el("thead", {}, el("tr", {}, ...["Analyzer", "Version", "Health", "What it does"].map((name) => el("th", { scope: "col" }, name)))), el("tbody", {}, ...status.plugins.map((/** @type {any} */ plugin) =>
        el("tr", {}, el("td", {}, plugin.name), el("td", {}, plugin.version), el("td", { class: plugin.health === "ok" ? null : "state failed" }, plugin.problem ?? plugin.health), el("td", {}, plugin.description ?? "")),
      ))),
    );
  }
}

customElements.define("settings-view", SettingsView);
