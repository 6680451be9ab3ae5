/**
 * Keys of music in the notation of the user's choice.
 * @module keynames
 */

/** A minor is 8A in Camelot's and 1m in Open Key's circle; both count fifths. @param {string} camelot such as 8A */
export function openKey(camelot) {
  const place = Number.parseInt(camelot, 10);
  return `${((place + 4) % 12) + 1}${camelot.endsWith("A") ? "m" : "d"}`;
}

/**
 * A key as the user reads it.
 * @param {string | null | undefined} key such as "A minor" @param {string | null | undefined} camelot @param {"classical" | "camelot" | "openkey"} notation
 * @returns {string | null}
 */
export function keyText(key, camelot, notation) {
  if (!key) return null;
  if (notation === "classical" || !camelot) return key.replace(/ minor$/, "m").replace(/ major$/, "");
  return notation === "camelot" ? camelot : openKey(camelot);
}

/** Names of the keys, by the circle of fifths: major and its relative minor, from C on. */
export const KEYS = ["C", "G", "D", "A", "E", "B", "F#", "Db", "Ab", "Eb", "Bb", "F"]
  .map((tonic) => `${tonic} major`)
  .concat(["A", "E", "B", "F#", "C#", "G#", "Eb", "Bb", "F", "C", "G", "D"].map((tonic) => `${tonic} minor`));

const PITCHES = ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"];

/** The name of a note; C4 is 60. @param {number} midi */
export function pitchName(midi) {
  return `${PITCHES[((midi % 12) + 12) % 12]}${Math.floor(midi / 12) - 1}`;
}
