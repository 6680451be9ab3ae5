/**
 * The folders as a tree with counts; one that is chosen narrows the table. What is in a folder is asked for when it is opened.
 * @module elements/folder-tree
 */
import { getFolders, getRoots } from "../api.js";
import { el, icon } from "../dom.js";
import { withFolder, terms, folderTerm } from "../query.js";
import { state } from "../state.js";
import { report } from "./notices.js";

/** @typedef {{ path: string, name: string, files: number, folders: boolean, level: number, present: boolean }} Folder */

class FolderTree extends HTMLElement {
  /** Those right in a folder, by its path; the roots by the empty one. @type {Map<string, Folder[]>} */
  #inside = new Map();
  /** @type {Set<string>} */
  #open = new Set();
  /** The one that has the focus, or will. */
  #current = "";

  connectedCallback() {
    this.setAttribute("role", "tree");
    this.setAttribute("aria-label", "Folders");
    this.addEventListener("keydown", (event) => this.#onKey(event));
    this.addEventListener("click", (event) => this.#onClick(event));
    state.addEventListener("change", () => this.#draw());
  }

  /** Asks anew for what is shown. */
  async load() {
    await report(async () => {
      const [roots, counts] = await Promise.all([getRoots(), getFolders()]);
      const present = new Map(roots.map((root) => [root.path, root.present]));
      this.#inside.set("", counts.map((folder) => ({ ...folder, level: 1, present: present.get(folder.path) ?? true })));
      // A folder within another comes after it.
      for (const path of [...this.#open].sort()) await this.#fill(path);
      this.#draw();
    });
  }

  /** @param {string} path */
  async #fill(path) {
    const folder = this.#visible().find((other) => other.path === path);
    if (!folder?.folders) {
      this.#open.delete(path);
      return;
    }
    this.#inside.set(path, (await getFolders(path)).map((inner) => ({ ...inner, level: folder.level + 1, present: folder.present })));
  }

  /** All folders that are shown, in their order. @returns {Folder[]} */
  #visible(path = "") {
    return (this.#inside.get(path) ?? []).flatMap((folder) => [folder, ...(this.#open.has(folder.path) ? this.#visible(folder.path) : [])]);
  }

  /** @param {Folder} folder */
  async #toggle(folder) {
    if (!folder.folders) return;
    if (this.#open.delete(folder.path)) {
      this.#draw();
      return;
    }
    await report(async () => {
      await this.#fill(folder.path);
      this.#open.add(folder.path);
    });
    this.#draw();
  }

  /** @param {Folder} folder */
  #choose(folder) {
    state.set({ query: withFolder(state.current.query, folder.path), view: "browse", similar: null });
  }

  #draw() {
    const folders = this.#visible();
    const focused = this.contains(document.activeElement);
    if (!folders.some((folder) => folder.path === this.#current)) this.#current = folders[0]?.path ?? "";
    const chosen = terms(state.current.query);
    this.replaceChildren(
      ...folders.map((folder) =>
        el(
          "div",
          {
            role: "treeitem",
            class: "entry",
            "data-path": folder.path,
            "aria-level": folder.level,
            "aria-expanded": folder.folders ? String(this.#open.has(folder.path)) : null,
            "aria-selected": String(chosen.includes(folderTerm(folder.path))),
            tabindex: folder.path === this.#current ? 0 : -1,
            title: folder.present ? folder.path : `${folder.path} is not there now; its sounds are kept as missing`,
            style: `--level: ${folder.level - 1}`,
          },
          el("span", { class: "twist", "aria-hidden": "true" }, ...(folder.folders ? [icon(this.#open.has(folder.path) ? "caret-down" : "caret-right")] : [])),
          icon(folder.present ? (this.#open.has(folder.path) ? "folder-open" : "folder") : "plug-circle-xmark"),
          el("span", { class: "text" }, folder.name),
          el("span", { class: "count" }, String(folder.files)),
        ),
      ),
    );
    if (focused) this.#focus(this.#current);
  }

  /** @param {string} path */
  #focus(path) {
    this.#current = path;
    for (const item of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[role=treeitem]"))) {
      const here = item.dataset.path === path;
      item.tabIndex = here ? 0 : -1;
      if (here) item.focus({ preventScroll: false });
    }
  }

  /** @param {MouseEvent} event */
  #onClick(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const path = /** @type {HTMLElement | null} */ (target.closest("[data-path]"))?.dataset.path;
    const folder = this.#visible().find((other) => other.path === path);
    if (!folder) return;
    this.#focus(folder.path);
    if (target.closest(".twist")) void this.#toggle(folder);
    else this.#choose(folder);
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const folders = this.#visible();
    const at = folders.findIndex((folder) => folder.path === this.#current);
    const folder = folders[at];
    if (!folder) return;
    const open = this.#open.has(folder.path);
    /** @param {number} place */
    const go = (place) => folders[place] && this.#focus(folders[place].path);
    /** @type {Record<string, () => void>} */
    const acts = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      Home: () => go(0),
      End: () => go(folders.length - 1),
      ArrowRight: () => (open ? go(at + 1) : void this.#toggle(folder)),
      ArrowLeft: () => (open ? void this.#toggle(folder) : go(folders.findLastIndex((other, i) => i < at && other.level < folder.level))),
      Enter: () => this.#choose(folder),
      " ": () => this.#choose(folder),
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  }
}

customElements.define("folder-tree", FolderTree);
