/**
 * Colours of the kinds of sound, told apart by people who see colours differently (Okabe and Ito), with their names.
 * @module colours
 */

/** @type {Record<string, string>} */
export const KIND_COLOURS = {
  music: "#56b4e9",
  speech: "#e69f00",
  singing: "#cc79a7",
  environment: "#009e73",
  percussion: "#d55e00",
  note: "#f0e442",
  silence: "#5b6470",
  mixed: "#9aa4b2",
};

/** Colour of a kind. @param {string | null | undefined} kind */
export function kindColour(kind) {
  return KIND_COLOURS[kind ?? ""] ?? "#9aa4b2";
}

/**
 * Hue of a key by its place on the circle of fifths, so that keys that go together look alike; as light, to the eye, as the theme says, so that every hue can be read.
 * @param {string | null | undefined} camelot such as 8A
 */
export function keyColour(camelot) {
  const place = Number.parseInt(camelot ?? "", 10);
  return Number.isFinite(place) ? `oklch(var(--key-${camelot?.endsWith("A") ? "minor" : "major"}) 0.12 ${(place - 1) * 30})` : "inherit";
}
