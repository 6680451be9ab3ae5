/**
 * What the keys do: one table, from which the sheet of keys is drawn too. Keys never act while one types, and a key that is held acts once, unless it moves something.
 * @module keys
 */

/**
 * @typedef {object} KeyAction
 * @property {string[]} keys   such as "Space", "ArrowUp", "j", "Ctrl+z", "Shift+ArrowLeft"
 * @property {string} label    what it does, for the sheet
 * @property {string} group    heading on the sheet
 * @property {(key: string) => void} run
 * @property {boolean} [always] also while one types, and with a button in focus
 * @property {() => boolean} [when] whether it means something now; always where there is none
 * @property {boolean} [choices] whether each of its keys does something else
 * @property {boolean} [repeats] again and again while it is held, as what moves does
 */

/** @type {KeyAction[]} */
const actions = [];

/** Adds rows to the table. @param {...KeyAction} added */
export function addKeys(...added) {
  for (const action of added) {
    const taken = action.keys.find((key) => actions.some((other) => other.keys.includes(key)));
    if (taken) throw new Error(`the key ${taken} has two meanings`);
    actions.push(action);
  }
}

/** The table. @returns {readonly KeyAction[]} */
export function keyTable() {
  return actions;
}

/** The name of a key press as the table writes it. @param {Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">} event */
export function keyName(event) {
  const key = event.key === " " ? "Space" : event.key;
  const letter = key.length === 1;
  // Shift is part of what a sign is ("?"), but not of a letter or of a named key.
  const shift = event.shiftKey && (!letter || key.toLowerCase() !== key.toUpperCase());
  return [event.ctrlKey || event.metaKey ? "Ctrl+" : "", event.altKey ? "Alt+" : "", shift ? "Shift+" : "", letter ? key.toLowerCase() : key].join("");
}

/** How a key of the table is written on the page. @param {string} key */
export function writtenKey(key) {
  return key.replace("ArrowDown", "↓").replace("ArrowUp", "↑").replace("ArrowLeft", "←").replace("ArrowRight", "→").replace(/(^|\+)([a-z])$/, (_, before, letter) => before + letter.toUpperCase());
}

/** Whether the key belongs to what has the focus. @param {Element | null} target @param {string} name */
export function belongsToFocus(target, name) {
  if (typeof target?.closest !== "function") return false; // the document itself
  if (target.closest("input:not([type=range]):not([type=checkbox]), textarea, select, [contenteditable]")) return true;
  if (target.closest("dialog")) return true;
  if (target.closest("input[type=range]") && /Arrow|Home|End|Page/.test(name)) return true;
  return (name === "Space" || name === "Enter") && target.closest("button, a, summary, input[type=checkbox], [role=tab]") !== null;
}

/** What a key press does; null when it does nothing here. @param {KeyboardEvent} event @returns {KeyAction | null} */
export function actionOf(event) {
  const name = keyName(event);
  const action = actions.find((candidate) => candidate.keys.includes(name));
  if (!action || event.defaultPrevented || event.isComposing) return null;
  return action.always || !belongsToFocus(/** @type {Element | null} */ (event.target), name) ? action : null;
}

/** The key that is held and has acted: what it opened, such as a dialog, is not to be typed into by it. */
let held = "";

/** @param {KeyboardEvent} event */
export function onKeyDown(event) {
  if (!event.repeat) held = "";
  const action = actionOf(event);
  if (event.repeat && !action?.repeats) {
    if (action || event.code === held) event.preventDefault();
    return;
  }
  if (!action) return;
  event.preventDefault();
  held = event.code;
  action.run(keyName(event));
}

/** Starts listening. */
export function listenToKeys() {
  document.addEventListener("keydown", onKeyDown);
}
