/**
 * How values are written for people. A value that is not known is a dash.
 * @module format
 */

export const UNKNOWN = "–";

/** Minutes and seconds, with hours where there are some. @param {number | null | undefined} seconds */
export function duration(seconds) {
  if (seconds === null || seconds === undefined) return UNKNOWN;
  const tenths = Math.round(seconds * 10);
  const h = Math.floor(tenths / 36000);
  const m = Math.floor(tenths / 600) % 60;
  const s = ((tenths % 600) / 10).toFixed(1).padStart(4, "0");
  return h > 0 ? `${h}:${String(m).padStart(2, "0")}:${s}` : `${m}:${s}`;
}

/** Below this, a sound's places are told apart by thousandths of a second only. */
const SHORT_S = 1;

/** A place in a sound, or a stretch of it: as {@link duration}, but to the millisecond where the whole is short. @param {number} seconds @param {number} total length of the sound */
export function place(seconds, total) {
  return total < SHORT_S ? `0:0${Math.max(0, seconds).toFixed(3)}` : duration(seconds);
}

/** How long something is, as far as it matters: milliseconds below a second, no tenths from an hour on. @param {number | null | undefined} seconds */
export function lasting(seconds) {
  if (seconds !== null && seconds !== undefined && seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  const text = duration(seconds);
  return (seconds ?? 0) >= 3600 ? text.slice(0, -2) : text;
}

/** A number with some digits. @param {number | null | undefined} value @param {number} digits @param {string} [unit] */
export function number(value, digits, unit = "") {
  return value === null || value === undefined ? UNKNOWN : `${value.toFixed(digits)}${unit}`;
}

/** A confidence in percent; what is more than nothing is never written as 0, and what is less than certain never as 100. @param {number | null | undefined} value */
export function percent(value) {
  if (value === null || value === undefined) return UNKNOWN;
  if (value > 0 && value < 0.005) return "< 1 %";
  return value < 1 && value >= 0.995 ? "> 99 %" : `${Math.round(value * 100)} %`;
}

/** A text with a capital first. @param {string | null | undefined} text */
export function title(text) {
  return text ? text[0].toUpperCase() + text.slice(1) : UNKNOWN;
}

/** What a screen reader says of a position. @param {number} seconds @param {number} total */
export function spokenPosition(seconds, total) {
  /** @param {number} s */
  const say = (s) => (total < SHORT_S ? `${Math.round(s * 1000)} milliseconds` : `${Math.floor(s / 60)} minutes ${Math.floor(s % 60)}`);
  return `${say(seconds)} of ${say(total)}`;
}
