/**
 * Brings a border to where the sound crosses zero, so that a slice that is cut there does not click.
 * @module zero
 */
import { ApiError, fetchSlice } from "./api.js";

/** How far a border may be moved for it, in seconds: nobody hears so little. */
const REACH_S = 0.005;

/**
 * The nearest sample at which the sum of the channels has another sign than the one before it, or is zero.
 * @param {Float32Array[]} channels of one length
 * @param {number} at a sample
 * @param {number} reach in samples
 * @returns {number | null} null where the sound does not cross zero within reach
 */
export function nearestCrossing(channels, at, reach) {
  const length = channels[0]?.length ?? 0;
  /** @param {number} i */
  const sum = (i) => channels.reduce((total, channel) => total + channel[i], 0);
  /** @param {number} i */
  const crosses = (i) => i > 0 && i < length && (sum(i) === 0 || Math.sign(sum(i)) !== Math.sign(sum(i - 1)));
  for (let distance = 0; distance <= reach; distance++) {
    if (crosses(at - distance)) return at - distance;
    if (crosses(at + distance)) return at + distance;
  }
  return null;
}

/**
 * The nearest place in a file at which its sound crosses zero; the place itself where there is none near, or where the sound can't be read here.
 * @param {number} fileId @param {number} seconds @param {number} rate of the file, in Hz
 */
export async function zeroCrossing(fileId, seconds, rate) {
  const start = Math.max(0, Math.round((seconds - 2 * REACH_S) * rate) / rate);
  try {
    const slice = await fetchSlice(fileId, start, seconds + 2 * REACH_S);
    // A context of the file's own rate: at another one the browser would interpolate, and the crossings would be between samples.
    const audio = await new OfflineAudioContext(1, 1, rate).decodeAudioData(slice);
    const channels = Array.from({ length: audio.numberOfChannels }, (_, i) => audio.getChannelData(i));
    const sample = nearestCrossing(channels, Math.round((seconds - start) * rate), Math.round(REACH_S * rate));
    return sample === null ? seconds : start + sample / rate;
  } catch (error) {
    if (!(error instanceof ApiError || error instanceof DOMException)) throw error;
    // A rate that the browser does not take, or a file that is away: the border stays where it was drawn.
    return seconds;
  }
}
