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
/** What an audio element tells, and the player after it. */
const TOLD = ["timeupdate", "play", "playing", "pause", "ended", "seeked", "loadedmetadata"];

/**
 * The factor that brings a sound to the matched loudness, without its peak going over full scale.
 * @param {number | null | undefined} lufs @param {number | null | undefined} peakDb
 */
export function matchingGain(lufs, peakDb) {
  if (lufs === null || lufs === undefined) return 1;
  return 10 ** (Math.min(MATCHED_LUFS - lufs, -(peakDb ?? 0)) / 20);
}

/** @typedef {{ start_s: number, end_s: number }} Stretch */

/**
 * Tells of `change` (playing, position, what is open), and of what its audio element tells. It has two such elements: one plays, the other has the sound ready that is likely to
 * be next, or the one before.
 */
class Player extends EventTarget {
  audio = new Audio();
  #other = new Audio();
  /** What the other element has. @type {number | null} */
  #ready = null;
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
    for (const audio of [this.audio, this.#other]) this.#listen(audio);
    settings.addEventListener("change", () => this.#applyGain());
  }

  /** @param {HTMLAudioElement} audio */
  #listen(audio) {
    audio.preload = "auto";
    for (const name of TOLD) {
      audio.addEventListener(name, () => {
        if (audio !== this.audio) return;
        if (name === "play") this.#startWatch();
        if (name === "pause") clearInterval(this.#watch);
        // A loop may reach to the end of the file, where the sound stops by itself.
        if (name === "ended" && this.#loop) this.setLoop(this.#loop);
        this.dispatchEvent(new Event(name));
        this.#tell();
      });
    }
    audio.addEventListener("error", () => {
      if (audio !== this.audio) {
        // What can't be made ready may be there when its turn comes.
        this.#ready = null;
        return;
      }
      if (this.fileId === null) return;
      this.problem = "This file can't be played now: is it still where it was analysed?";
      this.#tell();
    });
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
    const before = this.problem ? null : this.fileId;
    this.fileId = fileId;
    this.problem = "";
    this.#loop = null;
    this.#stopAt = null;
    this.#beats = [];
    this.#rate = 1;
    if (this.#ready === fileId) this.#swap(before);
    else this.audio.src = audioUrl(fileId);
    this.#tell();
  }

  /** Makes a file ready to be opened. @param {number} fileId */
  prepare(fileId) {
    if (fileId === this.fileId || fileId === this.#ready) return;
    this.#ready = fileId;
    this.#other.src = audioUrl(fileId);
  }

  /** The other element has the sound: it plays from now on, and what it takes over from stays ready. @param {number | null} before */
  #swap(before) {
    this.audio.pause();
    clearInterval(this.#watch);
    [this.audio, this.#other] = [this.#other, this.audio];
    this.#ready = before;
    this.audio.currentTime = 0;
  }

  close() {
    this.fileId = this.#ready = null;
    for (const audio of [this.audio, this.#other]) {
      audio.pause();
      audio.removeAttribute("src");
    }
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

  /** Plays on, or from a place, up to an end; in no loop. @param {number} [from] @param {number | null} [until] */
  async play(from, until = null) {
    if (this.fileId === null) return;
    this.#loop = null;
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
    this.#loop = null;
    if (this.playing) this.pause();
    else this.play(undefined, null);
  }

  stop() {
    this.#loop = null;
    this.pause();
    this.seek(0);
  }

  /** Goes to a place as a key says it, which leaves a loop. @param {number} seconds */
  go(seconds) {
    this.#loop = null;
    this.seek(seconds);
  }

  /** Goes to a place; within a loop it stays in it. @param {number} seconds */
  seek(seconds) {
    const end = Number.isFinite(this.audio.duration) ? this.audio.duration : seconds;
    this.#stopAt = null;
    if (this.#loop && (seconds < this.#loop.start_s - settings.current.preRoll || seconds > this.#loop.end_s + settings.current.postRoll)) this.#loop = null;
    this.audio.currentTime = Math.max(0, Math.min(seconds, end));
    this.#findClick();
    this.#tell();
  }

  /** Plays a stretch again and again, or no longer. @param {Stretch | null} stretch */
  setLoop(stretch) {
    this.#stopAt = null;
    if (stretch) this.play(Math.max(0, stretch.start_s - settings.current.preRoll));
    this.#loop = stretch;
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
      this.#out.connect(this.#context.destination);
      for (const audio of [this.audio, this.#other]) this.#context.createMediaElementSource(audio).connect(this.#out);
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
    if (this.#loop && now >= this.#loop.end_s + settings.current.postRoll) {
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
