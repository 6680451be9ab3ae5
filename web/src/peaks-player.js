/**
 * How the waveform follows the player, and moves it by a click.
 * @module peaks-player
 */
import { player } from "./player.js";

/** @typedef {import("peaks.js").PlayerAdapter} PlayerAdapter */

/** What the player tells, and what Peaks.js calls it. @type {[string, "player.timeupdate" | "player.playing" | "player.pause" | "player.seeked"][]} */
const TOLD = [
  ["timeupdate", "player.timeupdate"],
  ["playing", "player.playing"],
  ["pause", "player.pause"],
  ["seeked", "player.seeked"],
];

/**
 * A player for Peaks.js that only looks on. Its own one loads an element again that has nothing yet, which silences a sound that was told to play and is still on its way; it also
 * draws nothing where a sound can't be played, though the waveform is there.
 * @param {number} fileId @param {number} duration of the file, in seconds @returns {PlayerAdapter}
 */
export function peaksPlayer(fileId, duration) {
  const isOpen = () => player.fileId === fileId;
  const listening = new AbortController();
  return {
    async init(peaks) {
      for (const [name, event] of TOLD) player.addEventListener(name, () => isOpen() && peaks.emit(event, player.position), { signal: listening.signal });
      player.addEventListener("ended", () => isOpen() && peaks.emit("player.ended"), { signal: listening.signal });
    },
    destroy: () => listening.abort(),
    play: () => player.play(),
    pause: () => player.pause(),
    isPlaying: () => isOpen() && player.playing,
    isSeeking: () => isOpen() && player.audio.seeking,
    getCurrentTime: () => (isOpen() ? player.position : 0),
    getDuration: () => duration,
    seek: (time) => {
      if (isOpen()) player.seek(time);
    },
  };
}
