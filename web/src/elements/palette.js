/**
 * The command palette: all that can be done now, by its name.
 * @module elements/palette
 */
import { getCollections, getSearches } from "../api.js";
import { commandsFor, keyCommands, placeCommands } from "../commands.js";
import { el } from "../dom.js";
import { addKeys, writtenKey } from "../keys.js";
import { report } from "./notices.js";

/** How far PageUp and PageDown go. */
const PAGE = 8;

/** @type {Record<string, number>} */
const STEPS = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE };

/** Asks which command is meant, and runs it. */
export function openPalette() {
  if (document.querySelector("dialog[open]")) return;
  const input = /** @type {HTMLInputElement} */ (
    el("input", { type: "text", role: "combobox", "aria-label": "Command", "aria-expanded": "true", "aria-controls": "commands", "aria-autocomplete": "list", placeholder: "What is to be done?", autocomplete: "off", spellcheck: "false" })
  );
  const list = el("div", { id: "commands", role: "listbox", "aria-label": "Commands" });
  const said = el("p", { class: "hint", role: "status" });
  const dialog = /** @type {HTMLDialogElement} */ (el("dialog", { class: "palette", "aria-label": "Commands" }, input, list, said));
  let all = [...placeCommands([], []), ...keyCommands()];
  /** @type {typeof all} */
  let shown = [];
  let active = 0;

  const mark = () => {
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    const option = list.children[active];
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  };
  const draw = () => {
    shown = commandsFor(all, input.value);
    active = 0;
    list.replaceChildren(
      ...shown.map(({ label, group, key }, i) => el("div", { role: "option", id: `command-${i}`, "aria-selected": "false" }, el("span", { class: "text" }, label), el("span", { class: "group" }, group), ...(key ? [el("kbd", {}, writtenKey(key))] : []))),
    );
    said.textContent = shown.length === 0 ? "Nothing is called so." : `${shown.length} ${shown.length === 1 ? "command" : "commands"}`;
    mark();
  };
  /** @param {number} which */
  const run = (which) => {
    const command = shown[which];
    if (!command) return;
    // First the focus goes back to where it was: what runs may ask for it.
    dialog.close();
    command.run();
  };

  input.addEventListener("input", draw);
  input.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (step && shown.length > 0) active = Math.abs(step) === 1 ? (active + step + shown.length) % shown.length : Math.max(0, Math.min(shown.length - 1, active + step));
    else if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    if (event.key === "Enter") run(active);
    else mark();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the field
  list.addEventListener("click", (event) => run([...list.children].indexOf(/** @type {HTMLElement} */ (event.target).closest("[role=option]") ?? list)));
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  draw();
  dialog.showModal();
  void report(async () => {
    const [collections, searches] = await Promise.all([getCollections(), getSearches()]);
    all = [...placeCommands(collections, searches), ...keyCommands()];
    // What was chosen meanwhile stays so: these come where they belong at the next letter.
    if (active === 0 && dialog.open) draw();
  });
}

addKeys({ keys: ["Ctrl+k"], always: true, group: "Help", label: "Commands by their names", run: openPalette, when: () => false });
