/**
 * How the user wants the page: kept in this browser, told to whoever listens.
 * @module settings
 */

/** @typedef {{ name: string, columns: string[], rows: "files" | "regions", sort: string, query: string }} TableView */

/**
 * @typedef {object} Settings
 * @property {"dark" | "light" | "contrast"} theme
 * @property {"classical" | "camelot" | "openkey"} notation  how keys are written
 * @property {boolean} autoplay    whether a row plays when it is chosen
 * @property {boolean} levelMatch  whether everything is played at one loudness
 * @property {boolean} click       whether the beats that were found click along
 * @property {number} volume       0 to 1
 * @property {number} preRoll      seconds before a region that is played in a loop
 * @property {number} postRoll     seconds after it
 * @property {string[]} columns    of the table, in order
 * @property {TableView[]} tableViews  columns, order and search under a name
 * @property {string} sort         of the files, as in the address
 * @property {string} tab          of the lower view
 * @property {number} left         width of the library, in pixels
 * @property {number} right        width of the results, in pixels
 * @property {number} upper        share of the table in the height of the middle
 * @property {boolean} welcomed    whether the first minute is over
 * @property {string[]} searches   the last ones, newest first
 */

const KEY = "ais-settings";

/** @type {Settings} */
export const DEFAULTS = {
  theme: "dark",
  notation: "classical",
  autoplay: false,
  levelMatch: false,
  click: false,
  volume: 1,
  preRoll: 0,
  postRoll: 0,
  columns: ["name", "wave", "kind", "tags", "bpm", "time_signature", "key", "duration_s", "loudness_lufs", "rating", "status"],
  tableViews: [],
  sort: "",
  tab: "classification",
  left: 220,
  right: 320,
  upper: 0.42,
  welcomed: false,
  searches: [],
};

/**
 * Settings from what was stored: what is missing or of another type is as usual.
 * @param {string | null} text @returns {Settings}
 */
export function parseSettings(text) {
  /** @type {any} */
  let stored = null;
  try {
    stored = JSON.parse(text ?? "null");
  } catch {
    // What can't be read was not written by this page: everything is as usual.
  }
  /** @type {any} */
  const settings = structuredClone(DEFAULTS);
  for (const [name, usual] of Object.entries(DEFAULTS)) {
    const value = stored?.[name];
    if (typeof value === typeof usual && Array.isArray(value) === Array.isArray(usual)) settings[name] = value;
  }
  return settings;
}

class SettingsStore extends EventTarget {
  /** @type {Settings} */
  #current = parseSettings(read());

  /** @returns {Readonly<Settings>} */
  get current() {
    return this.#current;
  }

  /** @param {Partial<Settings>} change */
  set(change) {
    this.#current = { ...this.#current, ...change };
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#current));
    } catch (error) {
      console.warn("The settings last for this page only: the browser keeps nothing.", error);
    }
    this.dispatchEvent(new Event("change"));
  }
}

/** A browser may forbid storage: then everything is as usual. */
function read() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export const settings = new SettingsStore();
