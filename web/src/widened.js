/**
 * The waveform of a sound that has fewer points than the page has pixels: Peaks.js shows a point a pixel at most, and would fill but a part of the width.
 * @module widened
 */

/** As many as the widest pages have pixels, with some zoom. */
export const FEWEST = 4096;

/** Where the header of a .dat file of version 2 has its numbers, and where it ends. */
const [RATE, SCALE, LENGTH, CHANNELS, END] = [8, 12, 16, 20, 24];

/**
 * Says each point so many times that there are enough of them, with a rate that is as many times higher: each stays at its time. The last, of which the sound fills but a part,
 * is said as many times less: what Peaks.js shows as a whole ends where the last point does.
 * @param {ArrayBuffer} data waveform of 8 bits, as the server gives it
 * @param {number} seconds length of the sound
 * @returns {{ data: ArrayBuffer, times: number }}
 */
export function widened(data, seconds) {
  const header = new DataView(data);
  const points = header.getUint32(LENGTH, true);
  const times = Math.ceil(FEWEST / Math.max(1, points));
  if (times === 1) return { data, times };
  const size = 2 * header.getUint32(CHANNELS, true);
  const filled = Math.round((seconds * header.getInt32(RATE, true) * times) / header.getInt32(SCALE, true));
  const length = Math.max(1, Math.min(points * times, filled));
  const wide = new Uint8Array(END + length * size);
  wide.set(new Uint8Array(data, 0, END));
  for (let i = 0; i < length; i++) wide.set(new Uint8Array(data, END + Math.floor(i / times) * size, size), END + i * size);
  const made = new DataView(wide.buffer);
  made.setInt32(RATE, header.getInt32(RATE, true) * times, true);
  made.setUint32(LENGTH, length, true);
  return { data: wide.buffer, times };
}
