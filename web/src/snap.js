/**
 * Brings a border that was drawn by hand to where something begins.
 * @module snap
 */

/**
 * The nearest of some places, or the place itself where none is near enough.
 * @param {number} place @param {number[]} places in any order @param {number} reach
 */
export function snap(place, places, reach) {
  let best = place;
  let least = reach;
  for (const other of places) {
    const distance = Math.abs(other - place);
    if (distance < least) [best, least] = [other, distance];
  }
  return best;
}
