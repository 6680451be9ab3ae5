/**
 * What is said of an export.
 * @module exports
 */

/** @param {string} name of the file that was saved @param {number} leftOut how many regions are not in it, because their files can't be read */
export function exportedSaid(name, leftOut) {
  const saved = `${name} is in the browser's downloads`;
  if (leftOut === 0) return `${saved}.`;
  return `${saved}, without ${leftOut === 1 ? "one region whose file" : `${leftOut} regions whose files`} can't be read now: errors.txt in it says which.`;
}
