/**
 * Plays the sound that is open: one at a time, from anywhere, a stretch in a loop, at one loudness, at another tempo, with the beats that were found clicking along.
 * @module player
 */
import { audioUrl } from "./api.js";
import { settings } from "./settings.js";

/** The loudness at which everything is played where levels are matched; quiet enough that little has to be held back by its peak. */
export const MATCHED_LUFS = -20;

const FADE_S = 0.005;
const CLICK_AHEAD_S = 0.15;
const WATCH_MS = 25;
const BEGIN_MS = 200;

/**
 * The factor that brings a sound to the matched loudness, without its peak going over full scale.
 * @param {number | null | undefined} lufs @param {number | null | undefined} peakDb
 */
export function matchingGain(lufs, peakDb) {
  if (lufs === null || lufs === undefined) return 1;
  return 10 ** (Math.min(MATCHED_LUFS - lufs, -(peakDb ?? 0)) / 20);
}

/** @typedef {{ start_s: number, end_s: number }} Stretch */

/** Tells of `change` (playing, position, what is open) and `blocked` (the browser or the file does not let it play). */
class Player extends EventTarget {
  audio = new Audio();
  /** @type {number | null} */
  fileId = null;
  /** @type {Stretch | null} */
  #loop = null;
  /** @type {number | null} */
  #stopAt = null;
  #gain = 1;
  #rate = 1;
  /** @type {number[]} */
  #beats = [];
  /** @type {Set<number>} */
  #downbeats = new Set();
  #nextClick = 0;
  /** @type {AudioContext | null} */
  #context = null;
  /** @type {GainNode | null} */
  #out = null;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #watch;
  problem = "";

  constructor() {
    super();
    this.audio.preload = "auto";
    for (const name of ["timeupdate", "play", "pause", "ended", "seeked", "loadedmetadata"]) {
      this.audio.addEventListener(name, () => this.#tell());
    }
    this.audio.addEventListener("play", () => this.#startWatch());
    this.audio.addEventListener("pause", () => clearInterval(this.#watch));
    this.audio.addEventListener("error", () => {
      if (this.fileId === null) return;
      this.problem = "This file can't be played now: is it still where it was analysed?";
      this.#tell();
    });
    settings.addEventListener("change", () => this.#applyGain());
  }

  get playing() {
    return !this.audio.paused && !this.audio.ended;
  }

  get position() {
    return this.audio.currentTime;
  }

  get loop() {
    return this.#loop;
  }

  get rate() {
    return this.#rate;
  }

  /**
   * Opens a file, without playing it. The same file goes on as it is.
   * @param {number} fileId
   */
  open(fileId) {
    if (this.fileId === fileId) return;
    this.fileId = fileId;
    this.problem = "";
    this.#loop = null;
    this.#stopAt = null;
    this.#beats = [];
    this.#rate = 1;
    this.audio.src = audioUrl(fileId);
    this.#tell();
  }

  close() {
    this.fileId = null;
    this.audio.pause();
    this.audio.removeAttribute("src");
    this.#tell();
  }

  /** What is known of the sound: how loud it is, and where its beats are. @param {{ lufs: number | null, peakDb: number | null, beats: { time_s: number, down: boolean }[] }} facts */
  describe({ lufs, peakDb, beats }) {
    this.#gain = matchingGain(lufs, peakDb);
    this.#beats = beats.map((beat) => beat.time_s);
    this.#downbeats = new Set(beats.filter((beat) => beat.down).map((beat) => beat.time_s));
    this.#findClick();
    this.#applyGain();
  }

  /** Plays on, or from a place, up to an end. @param {number} [from] @param {number | null} [until] */
  async play(from, until = null) {
    if (this.fileId === null) return;
    this.#stopAt = until;
    if (from !== undefined) this.audio.currentTime = from;
    this.audio.preservesPitch = true;
    this.audio.playbackRate = this.#rate;
    this.#graph();
    this.#fadeIn();
    try {
      await this.audio.play();
    } catch (error) {
      // Another sound was chosen before this one began: that one plays.
      if (error instanceof DOMException && error.name === "AbortError") return;
      this.problem = error instanceof DOMException && error.name === "NotAllowedError" ? "The browser plays after a click or a key on the page." : "This file can't be played now: is it still where it was analysed?";
      this.#tell();
    }
  }

  /** Waits until a sound that was told to play is heard, or can't be; but not for long. It waits for nothing where none was told to. */
  async begun() {
    const { audio } = this;
    if (audio.paused || audio.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA) return;
    const heard = new AbortController();
    await new Promise((resolve) => {
      for (const name of ["playing", "pause", "error"]) audio.addEventListener(name, resolve, { signal: heard.signal });
      setTimeout(resolve, BEGIN_MS);
    });
    heard.abort();
  }

  pause() {
    this.audio.pause();
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play(undefined, null);
  }

  stop() {
    this.#loop = null;
    this.pause();
    this.seek(0);
  }

  /** @param {number} seconds */
  seek(seconds) {
    const end = Number.isFinite(this.audio.duration) ? this.audio.duration : seconds;
    this.#stopAt = null;
    if (this.#loop && (seconds < this.#loop.start_s - settings.current.preRoll || seconds > this.#loop.end_s)) this.#loop = null;
    this.audio.currentTime = Math.max(0, Math.min(seconds, end));
    this.#findClick();
    this.#tell();
  }

  /** Plays a stretch again and again, or no longer. @param {Stretch | null} stretch */
  setLoop(stretch) {
    this.#loop = stretch;
    this.#stopAt = null;
    if (stretch) this.play(Math.max(0, stretch.start_s - settings.current.preRoll));
    this.#tell();
  }

  /** Plays at another speed, at the same pitch. @param {number} rate */
  setRate(rate) {
    this.#rate = Math.min(4, Math.max(0.25, rate));
    this.audio.playbackRate = this.#rate;
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }

  /** Sound goes through a gain, so that it can be matched and faded; made on the first play, which a user's hand asked for. */
  #graph() {
    if (!this.#context) {
      this.#context = new AudioContext({ latencyHint: "interactive" });
      this.#out = this.#context.createGain();
      this.#context.createMediaElementSource(this.audio).connect(this.#out).connect(this.#context.destination);
    }
    if (this.#context.state === "suspended") this.#context.resume();
  }

  #level() {
    return settings.current.volume * (settings.current.levelMatch ? this.#gain : 1);
  }

  #applyGain() {
    if (this.#out && this.#context) this.#out.gain.setTargetAtTime(this.#level(), this.#context.currentTime, FADE_S);
  }

  /** A start in the middle of a sound would click. */
  #fadeIn() {
    if (!this.#out || !this.#context) return;
    const now = this.#context.currentTime;
    this.#out.gain.cancelScheduledValues(now);
    this.#out.gain.setValueAtTime(0, now);
    this.#out.gain.linearRampToValueAtTime(this.#level(), now + FADE_S);
  }

  #startWatch() {
    clearInterval(this.#watch);
    this.#findClick();
    this.#watch = setInterval(() => this.#look(), WATCH_MS);
  }

  /** Ends and loops are finer than the browser's own reports of time. */
  #look() {
    const now = this.audio.currentTime;
    if (this.#loop && now >= this.#loop.end_s) {
      this.audio.currentTime = Math.max(0, this.#loop.start_s - settings.current.preRoll);
      this.#fadeIn();
      this.#findClick();
    } else if (this.#stopAt !== null && now >= this.#stopAt) {
      this.#stopAt = null;
      this.pause();
    }
    if (settings.current.click) this.#click(now);
    this.#tell();
  }

  #findClick() {
    const now = this.audio.currentTime;
    this.#nextClick = this.#beats.findIndex((beat) => beat >= now);
    if (this.#nextClick < 0) this.#nextClick = this.#beats.length;
  }

  /** Short tones on the beats that were found, higher on the first of a bar. @param {number} now */
  #click(now) {
    const context = this.#context;
    if (!context) return;
    for (; this.#nextClick < this.#beats.length && this.#beats[this.#nextClick] < now + CLICK_AHEAD_S * this.#rate; this.#nextClick++) {
      const beat = this.#beats[this.#nextClick];
      if (beat < now - WATCH_MS / 1000) continue;
      const at = context.currentTime + Math.max(0, beat - now) / this.#rate;
      const tone = context.createOscillator();
      const level = context.createGain();
      tone.frequency.value = this.#downbeats.has(beat) ? 1760 : 1175;
      level.gain.setValueAtTime(0.35, at);
      level.gain.exponentialRampToValueAtTime(0.001, at + 0.04);
      tone.connect(level).connect(context.destination);
      tone.start(at);
      tone.stop(at + 0.05);
    }
  }
}

export const player = new Player();
