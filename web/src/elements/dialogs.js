/**
 * Questions, and the sheet of keys.
 * @module elements/dialogs
 */
import { el } from "../dom.js";
import { addKeys, keyTable, writtenKey } from "../keys.js";

/**
 * Asks for a line of text.
 * @param {string} title @param {string} label @param {string} [placeholder] @param {string[]} [choices] @param {string} [value] @param {Node[]} [more]
 * @returns {Promise<string | null>} null when it was cancelled
 */
export function ask(title, label, placeholder = "", choices = [], value = "", more = []) {
  const input = /** @type {HTMLInputElement} */ (el("input", { type: "text", id: "ask", placeholder, list: choices.length ? "ask-choices" : null, autocomplete: "off" }));
  input.value = value;
  const dialog = /** @type {HTMLDialogElement} */ (
    el(
      "dialog",
      { "aria-label": title },
      el(
        "form",
        { method: "dialog" },
        el("h2", {}, title),
        ...more,
        el("label", { for: "ask" }, label, input),
        el("datalist", { id: "ask-choices" }, ...choices.map((choice) => el("option", { value: choice }))),
        el("p", { class: "buttons" }, el("button", { type: "button", class: "cancel" }, "Cancel"), el("button", { type: "submit", value: "ok", class: "primary" }, "OK")),
      ),
    )
  );
  document.body.append(dialog);
  dialog.querySelector(".cancel")?.addEventListener("click", () => dialog.close());
  dialog.showModal();
  input.select();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "ok" ? input.value.trim() : null);
    });
  });
}

/**
 * Asks whether something is to be done.
 * @param {string} title @param {string} text what will happen, and what won't @param {string} yes what the button says
 * @returns {Promise<boolean>}
 */
export function confirmed(title, text, yes) {
  const dialog = /** @type {HTMLDialogElement} */ (
    el(
      "dialog",
      { "aria-label": title },
      el("form", { method: "dialog" }, el("h2", {}, title), el("p", {}, text), el("p", { class: "buttons" }, el("button", { type: "submit", value: "no" }, "Cancel"), el("button", { type: "submit", value: "yes", class: "primary" }, yes))),
    )
  );
  document.body.append(dialog);
  dialog.showModal();
  /** @type {HTMLElement | null} */ (dialog.querySelector(".primary"))?.focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}

export function showKeys() {
  const groups = [...new Set(keyTable().map((action) => action.group))];
  const dialog = /** @type {HTMLDialogElement} */ (
    el(
      "dialog",
      { class: "keys", "aria-label": "Keys" },
      el("form", { method: "dialog" }, el("h2", {}, "Keys"), el("div", { class: "groups" }, ...groups.map((group) => el("section", {}, el("h3", {}, group), el("dl", {}, ...keyTable().filter((action) => action.group === group).map((action) => el("div", {}, el("dt", {}, ...action.keys.map((key) => el("kbd", {}, writtenKey(key)))), el("dd", {}, action.label))))))), el("p", { class: "buttons" }, el("button", { type: "submit", class: "primary" }, "Close"))),
    )
  );
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}

addKeys({ keys: ["?"], group: "Help", label: "The sheet of all keys", run: showKeys });
