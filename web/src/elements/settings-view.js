/**
 * Settings of the page, folders, and how the engine and its plugins are.
 * @module elements/settings-view
 */
import { addRoot, getModels, getResources, getRoots, getStatus, pullModel, removeRoot } from "../api.js";
import { el } from "../dom.js";
import { settings } from "../settings.js";
import { notice, report } from "./notices.js";

/** @param {number} bytes */
const size = (bytes) => (bytes > 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${(bytes / 1e6).toFixed(0)} MB`);

class SettingsView extends HTMLElement {
  #roots = el("ul", { class: "plain" });
  #models = el("ul", { class: "plain" });
  #engine = el("div", {});

  connectedCallback() {
    this.replaceChildren(
      el("h2", {}, "Settings"),
      el("div", { class: "columns" },
        el("section", {}, el("h3", {}, "Page"),
          this.#choice("Theme", "theme", [["dark", "Dark"], ["light", "Light"], ["contrast", "High contrast"]]),
          this.#choice("Keys of music", "notation", [["classical", "Am, F#m"], ["camelot", "Camelot: 8A"], ["openkey", "Open Key: 1m"]]),
        ),
        el("section", {}, el("h3", {}, "Folders"), el("p", { class: "hint" }, "Only what lies in these may be played, analysed and exported."), this.#roots, this.#adder()),
        el("section", {}, el("h3", {}, "Networks that hear labels"), this.#models),
        el("section", {}, el("h3", {}, "Engine"), this.#engine),
      ),
    );
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
    const about = `${model.licence}, ${model.publisher}${model.megabytes ? `, ${model.megabytes} MB` : ""}`;
    const pull = /** @type {HTMLButtonElement} */ (el("button", { type: "button" }, `Fetch ${model.name}`));
    pull.addEventListener("click", async () => {
      pull.disabled = true;
      pull.textContent = `Fetching ${model.name} …`;
      const fetched = await report(() => pullModel(model.name));
      if (fetched) notice(`${model.name} is here. It is used when the server is started again.`);
      await this.#load();
    });
    return el("li", { class: "line" }, el("span", {}, model.name, el("small", { class: "hint" }, ` ${about}`)), model.in_use ? el("b", {}, "in use") : model.here ? "here" : pull);
  }

  async #load() {
    const roots = await report(getRoots);
    this.#roots.replaceChildren(
      ...(roots ?? []).map((root) => {
        const remove = el("button", { type: "button", "aria-label": `Take away ${root.path}; its results stay` }, "Take away");
        remove.addEventListener("click", () => report(() => removeRoot(root.path)).then(() => this.#load()));
        return el("li", { class: "line" }, el("span", { class: root.present ? null : "state partial" }, root.path, root.present ? "" : " (not there now)"), remove);
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
