/**
 * Reads out of a document what the views draw.
 * @module timeline
 */
import { shownOfRegion } from "./corrections.js";

/** @typedef {{ start_s: number, end_s: number, kind: string, label: string, confidence: number | null }} Segment */

/** The result of an analyzer in a region; null when it has none. @param {any} region @param {string} name */
export function resultOf(region, name) {
  const record = region.analyses?.[name];
  return record?.status === "ok" ? record.result : null;
}

/**
 * The content of the whole file without gaps: segments of all regions, and silence between them.
 * @param {any} document
 * @returns {Segment[]}
 */
export function contentTimeline(document) {
  /** @type {Segment[]} */
  const timeline = [];
  let time = 0;
  /** @param {number} until */
  const silenceUntil = (until) => {
    if (until - time > 0.001) timeline.push({ start_s: time, end_s: until, kind: "silence", label: "Silence", confidence: null });
    time = Math.max(time, until);
  };
  for (const region of document.regions) {
    silenceUntil(region.start_s);
    const segments = resultOf(region, "content")?.segments;
    if (segments) timeline.push(...segments);
    else timeline.push({ start_s: region.start_s, end_s: region.end_s, kind: "unknown", label: "Not analysed", confidence: null });
    time = region.end_s;
  }
  silenceUntil(document.file?.duration_s ?? time);
  return timeline;
}

/** Two things with no more silence than this between them are still one turning into the other. */
const SHORT_SILENCE_S = 3;

/**
 * What turns into each segment: the label before it where it is another one, also across a short silence; else null.
 * @param {Segment[]} timeline @returns {(string | null)[]}
 */
export function transitionsOf(timeline) {
  return timeline.map((segment, i) => {
    if (segment.kind === "silence") return null;
    const gap = timeline[i - 1]?.kind === "silence" && timeline[i - 1].end_s - timeline[i - 1].start_s <= SHORT_SILENCE_S;
    const before = timeline[gap ? i - 2 : i - 1];
    return before && before.kind !== "silence" && before.label !== segment.label ? before.label : null;
  });
}

/** @typedef {{ time_s: number, down: boolean }} Beat */

/** All beats of the file, with the first of each bar marked; where the user has set the tempo to a multiple or a part of what was found, as many more or fewer. @param {any} document @returns {Beat[]} */
export function beats(document) {
  return document.regions.flatMap((/** @type {any} */ region) => {
    const tempo = resultOf(region, "tempo");
    const downs = new Set(tempo?.downbeats_s ?? []);
    const found = (tempo?.beats_s ?? []).map((/** @type {number} */ time_s) => ({ time_s, down: downs.has(time_s) }));
    return tempo?.bpm ? atRatio(found, shownOfRegion(document, region, "tempo.bpm", tempo.bpm) / tempo.bpm) : found;
  });
}

const MOST_TIMES = 4;
const NEARLY = 0.04;

/**
 * Beats of another tempo: as many more between them as it is times as fast, or every so manieth where it is a part, from the first of a bar on. A tempo that is neither has no beats of its own to be
 * made of these: they stay as they were found.
 * @param {Beat[]} found @param {number} ratio of the tempo to the one found @returns {Beat[]}
 */
export function atRatio(found, ratio) {
  const times = Math.round(ratio);
  const part = Math.round(1 / ratio);
  if (times >= 2 && times <= MOST_TIMES && Math.abs(ratio / times - 1) < NEARLY) {
    return found.flatMap((beat, i) => {
      const next = found[i + 1];
      const between = next ? Array.from({ length: times - 1 }, (_, k) => ({ time_s: beat.time_s + ((next.time_s - beat.time_s) * (k + 1)) / times, down: false })) : [];
      return [beat, ...between];
    });
  }
  if (part >= 2 && part <= MOST_TIMES && Math.abs(ratio * part - 1) < NEARLY) {
    const first = Math.max(0, found.findIndex((beat) => beat.down));
    return found.filter((_, i) => (i - first) % part === 0);
  }
  return found;
}

/** Ticks nearer to each other than this are a grey surface. */
const PIXELS_PER_TICK = 4;

/**
 * The beats to draw in a view: all of them, only the first of each bar where all would stand too close, none where those would too.
 * @param {{ time_s: number, down: boolean }[]} all in order @param {{ start: number, end: number }} view @param {number} width in pixels
 */
export function beatsInSight(all, view, width) {
  const seen = all.filter((beat) => beat.time_s >= view.start && beat.time_s <= view.end);
  if (seen.length * PIXELS_PER_TICK <= width) return seen;
  const downs = seen.filter((beat) => beat.down);
  return downs.length * PIXELS_PER_TICK <= width ? downs : [];
}

/** The timeline as far as kinds go: neighbours of one kind are one, whatever they are called. @param {Segment[]} timeline @returns {{ start_s: number, end_s: number, kind: string }[]} */
export function kindsOf(timeline) {
  /** @type {{ start_s: number, end_s: number, kind: string }[]} */
  const kinds = [];
  for (const { start_s, end_s, kind } of timeline) {
    const last = kinds.at(-1);
    if (last?.kind === kind) last.end_s = end_s;
    else kinds.push({ start_s, end_s, kind });
  }
  return kinds;
}

/** Where notes begin, in seconds. @param {any} document @returns {number[]} */
export const noteOnsets = (document) =>
  document.regions.flatMap((/** @type {any} */ region) => (resultOf(region, "notes")?.notes ?? []).map((/** @type {{ start_s: number }} */ note) => note.start_s));

/**
 * Samples per pixel for a waveform that stays small enough to load at once, and is as fine as the server has it: 32 up to 30 s, 64 to 2 minutes, 128 to 10, else 256.
 * @param {number} samples length of the file in samples of one channel @param {number} seconds
 */
export function samplesPerPixel(samples, seconds) {
  const mostPoints = 500_000;
  let resolution = seconds <= 30 ? 32 : seconds <= 120 ? 64 : seconds <= 600 ? 128 : 256;
  while (samples / resolution > mostPoints) resolution *= 2;
  return resolution;
}

/** How far a view may be from a level and still be at it: Peaks.js rounds lengths to pixels. */
const AT_LEVEL = 0.05;

/**
 * The level that + and − lead to: level n shows a 2ⁿ-th of a sound. A view of another length goes to the next level, so that few lengths are ever drawn, for which waveforms have been made ahead.
 * @param {number} total length of the sound in seconds @param {number} shown seconds in sight @param {number} steps positive to look closer
 */
export function zoomLevel(total, shown, steps) {
  const level = Math.log2(total / shown);
  const from = Math.abs(level - Math.round(level)) < AT_LEVEL ? Math.round(level) : steps > 0 ? Math.floor(level) : Math.ceil(level);
  return Math.max(0, from + steps);
}
