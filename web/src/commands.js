/**
 * What can be done now, by name: the actions of the keys, the views, collections and kept searches; and which of them is meant by what is typed.
 * @module commands
 */
import { keyTable } from "./keys.js";
import { state } from "./state.js";
import { showTableView, tableViews } from "./table-views.js";
import { VIEWS } from "./views.js";

/** @typedef {{ label: string, group: string, key: string, run: () => void }} Command */

/** How well a name is meant: from its beginning, by beginnings of its words, by their initials, by what is within it. */
const [BEGINS, WORDS, INITIALS, WITHIN] = [4, 3, 2, 1];

/** @param {string} text */
const wordsOf = (text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/** How well a name is meant by what is typed; 0 where it is not. @param {string} label @param {string} typed */
export function meant(label, typed) {
  const name = label.toLowerCase();
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return BEGINS;
  if (name.startsWith(typed.trim().toLowerCase())) return BEGINS;
  const words = wordsOf(label);
  if (wanted.every((part) => words.some((word) => word.startsWith(part)))) return WORDS;
  if (words.map((word) => word[0]).join("").startsWith(wanted.join(""))) return INITIALS;
  return wanted.every((part) => name.includes(part)) ? WITHIN : 0;
}

/** Those that are meant, the best first. Where several are meant as well, they stay in their order. @param {readonly Command[]} commands @param {string} typed */
export function commandsFor(commands, typed) {
  return commands
    .map((command) => ({ command, how: Math.max(meant(command.label, typed), Math.min(WITHIN, meant(`${command.group} ${command.label}`, typed))) }))
    .filter(({ how }) => how > 0)
    .sort((a, b) => b.how - a.how)
    .map(({ command }) => command);
}

/** The actions of the keys that mean something now. Where keys are choices, as the stars are, each is one. @returns {Command[]} */
export function keyCommands() {
  return keyTable()
    .filter((action) => action.when?.() ?? true)
    .flatMap((action) => (action.choices ? action.keys : action.keys.slice(0, 1)).map((key) => ({ label: action.choices ? `${action.label} ${key}` : action.label, group: action.group, key, run: () => action.run(key) })));
}

/**
 * The places of the page.
 * @param {{ name: string }[]} collections @param {{ name: string, target: string, query: string, sort: string | null }[]} searches
 * @returns {Command[]}
 */
export function placeCommands(collections, searches) {
  const rows = (/** @type {const} */ (["files", "regions"])).map((what) => ({ label: `List ${what}`, run: () => state.set({ view: "browse", rows: what, similar: null, sort: "" }) }));
  return [
    ...rows.map((command) => ({ ...command, group: "Views", key: "" })),
    ...VIEWS.map(({ text, change }) => ({ label: text, group: "Views", key: "", run: () => state.set(change) })),
    ...tableViews().map((view) => ({ label: view.name, group: "View of the table", key: "", run: () => showTableView(view) })),
    ...collections.map(({ name }) => ({ label: name, group: "Collection", key: "", run: () => state.set({ query: `collection:"${name}"`, view: "browse", similar: null }) })),
    ...searches.map((search) => ({ label: search.name, group: "Kept search", key: "", run: () => state.set({ query: search.query, sort: search.sort ?? "", rows: search.target === "regions" ? "regions" : "files", view: "browse", similar: null }) })),
  ];
}
