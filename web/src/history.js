/**
 * Which entry of the catalogue's history a change of this page made, so that this one can be undone and not what came after it.
 * @module history
 */
import { getHistory } from "./api.js";

/** The change that is on its way: the next one waits for its entry. @type {Promise<any>} */
let before = Promise.resolve();

const newest = async () => (await getHistory(1))[0]?.id ?? 0;

/**
 * Makes a change, after those that were asked for before it.
 * @template T @param {() => Promise<T>} change
 * @returns {Promise<{ answer: T, entry: number | null }>} the entry is null where nothing was changed by it
 */
export function remembered(change) {
  const made = before.then(async () => {
    const last = await newest();
    const answer = await change();
    const entry = await newest();
    return { answer, entry: entry === last ? null : entry };
  });
  before = made.catch(() => {});
  return made;
}
