/**
 * Peaks.js as its authors built it (with Konva and waveform-data in it), in a file of its own: it is under the LGPL, and whoever wants to may put another build of it
 * in that place. It is fetched when the page has time, or a sound is opened.
 * @module peaks
 */
import address from "peaks.js/dist/peaks.min.js?url";
import { el } from "./dom.js";

/** @typedef {typeof import("peaks.js").default} Peaks */

/** @type {Promise<Peaks> | null} */
let loading = null;

/** @returns {Promise<Peaks>} Fails where the server does not answer; then it is asked anew the next time. */
export function loadPeaks() {
  loading ??= new Promise((loaded, failed) => {
    const script = el("script", { src: address });
    script.addEventListener("load", () => loaded(/** @type {any} */ (globalThis).peaks));
    script.addEventListener("error", () => {
      loading = null;
      script.remove();
      failed(new Error("The waveform's code could not be fetched. Is the server there? Then open the sound again."));
    });
    document.head.append(script);
  });
  return loading;
}
