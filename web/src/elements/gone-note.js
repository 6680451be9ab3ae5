/**
 * A sound that can't be played because it is not where it was: the server's word for it, with what can be done.
 * @module elements/gone-note
 */
import { ApiError, checkAudio } from "../api.js";
import { el } from "../dom.js";
import { openFile } from "../open.js";
import { player } from "../player.js";
import { analyseAgain, removeAll } from "./actions.js";

/** What the server says of a file that is gone, or that it may not read. */
const AWAY = new Set(["missing", "outside_roots"]);

class GoneNote extends HTMLElement {
  /** The file that was asked about. @type {number | null} */
  #asked = null;

  connectedCallback() {
    this.hidden = true;
    this.setAttribute("role", "alert");
    player.addEventListener("change", this.#look);
    this.#look();
  }

  disconnectedCallback() {
    player.removeEventListener("change", this.#look);
  }

  #look = async () => {
    const id = openFile.fileId;
    if (!player.problem || player.playing || player.fileId !== id || id === null) {
      this.#asked = null;
      this.hidden = true;
      return;
    }
    if (this.#asked === id) return;
    this.#asked = id;
    try {
      await checkAudio(id);
    } catch (error) {
      if (this.#asked === id && error instanceof ApiError && AWAY.has(error.code)) this.#say(id, error.message);
    }
  };

  /** @param {number} id @param {string} why */
  #say(id, why) {
    player.problem = why;
    const again = el("button", { type: "button" }, "Analyse again");
    again.addEventListener("click", () => analyseAgain({ ids: [id] }, 1));
    const remove = el("button", { type: "button" }, "Remove from the catalogue");
    remove.addEventListener("click", () => removeAll([id], openFile.document?.file?.name ?? "This file"));
    this.replaceChildren(el("p", { class: "error" }, why), el("div", { class: "actions" }, again, remove));
    this.hidden = false;
  }
}

customElements.define("gone-note", GoneNote);
