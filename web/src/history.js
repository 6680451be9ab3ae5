/**
 * Which entry of the catalogue's history a change of this page made, so that this one can be undone and not what came after it.
 * @module history
 */
import { entryOf } from "./api.js";

/** The change that is on its way: the next one waits for it, so that they are made in the order they were asked for. @type {Promise<any>} */
let before = Promise.resolve();

/**
 * Makes a change, after those that were asked for before it.
 * @template T @param {() => Promise<T>} change
 * @returns {Promise<{ answer: T, entry: number | null }>} the entry is null where nothing was changed by it
 */
export function remembered(change) {
  const made = before.then(async () => {
    const answer = await change();
    return { answer, entry: entryOf(answer) };
  });
  before = made.catch(() => {});
  return made;
}
