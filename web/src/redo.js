/**
 * What was undone on this page and can be done again, until something new is changed.
 * @module redo
 */
import { getHistory, redo } from "./api.js";

/** Entries of the history, that which was undone last at the end. @type {number[]} */
let undone = [];
/** The newest entry when they were undone: where there is a newer one, here or anywhere, something was changed since. */
let newest = 0;

/** Lets go of what was undone before something new. */
async function look() {
  const now = (await getHistory(1))[0]?.id ?? 0;
  if (now !== newest) undone = [];
  newest = now;
}

/** @param {number} entry that was undone */
export async function rememberUndone(entry) {
  await look();
  undone.push(entry);
}

/** Does again what was undone last, or one thing of it. @param {number} [entry] @returns {Promise<{ id: number, action: string } | null>} null where there is no such thing */
export async function redoUndone(entry) {
  await look();
  const wanted = entry ?? undone.at(-1);
  if (wanted === undefined || !undone.includes(wanted)) return null;
  // Also where the server says no, that it is not asked for again by every key.
  undone = undone.filter((other) => other !== wanted);
  return redo(wanted);
}
