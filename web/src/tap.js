/**
 * A tempo that is tapped.
 * @module tap
 */

const FORGET_MS = 2500;
const MOST_TAPS = 16;

export class TapTempo {
  /** @type {number[]} */
  #taps = [];
  /** @type {number | null} */
  bpm = null;

  /**
   * One tap. The tempo is the slope of a line through all of them, which the first and the last tap rule less than their mere distance.
   * @param {number} ms when @param {number} [rate] the speed at which the sound plays: what is tapped to it at half speed is twice as fast
   * @returns {number | null} beats a minute, from the third tap on
   */
  tap(ms, rate = 1) {
    const last = this.#taps.at(-1);
    if (last !== undefined && ms - last > FORGET_MS) this.#taps = [];
    this.#taps = [...this.#taps, ms].slice(-MOST_TAPS);
    const n = this.#taps.length;
    if (n < 3) {
      this.bpm = null;
      return null;
    }
    const middle = (n - 1) / 2;
    const mean = this.#taps.reduce((sum, t) => sum + t, 0) / n;
    let over = 0;
    let under = 0;
    this.#taps.forEach((t, i) => {
      over += (i - middle) * (t - mean);
      under += (i - middle) ** 2;
    });
    this.bpm = over > 0 ? 60_000 / (over / under) / rate : null;
    return this.bpm;
  }
}
