/**
 * Peaks.js as its authors built it (with Konva and waveform-data in it), in a file of its own: it is under the LGPL, and whoever wants to may put another build of it
 * in that place. It is fetched when the page has time, or a sound is opened.
 * @module peaks
 */
import address from "peaks.js/dist/peaks.min.js?url";

/** @typedef {typeof import("peaks.js").default} Peaks */

/** @type {Promise<Peaks> | null} */
let loading = null;

/** @returns {Promise<Peaks>} */
export function loadPeaks() {
  loading ??= import(/* @vite-ignore */ address).then(
    () => /** @type {any} */ (globalThis).peaks,
    (error) => {
      loading = null; // The server may be back the next time.
      throw error;
    },
  );
  return loading;
}
