/**
 * What is shown of a file: what the analysis found, with the user's word over it.
 * @module corrections
 */

/**
 * @typedef {{ value: any, found: any, corrected: boolean }} Shown
 * @typedef {{ kind: Shown, bpm: Shown, timeSignature: Shown, key: Shown }} ShownValues
 */

/** Corrections that count for a file: in a file of one region also the region's, under its own. @param {any} document @returns {Record<string, any>} */
export function overridesOfFile(document) {
  return { ...(document.regions?.length === 1 ? document.regions[0].overrides : null), ...document.overrides };
}

/** Corrections that count for a region: in a file of one region also the file's, under its own. @param {any} document @param {any} region @returns {Record<string, any>} */
export function overridesOfRegion(document, region) {
  return { ...(document.regions.length === 1 ? document.overrides : null), ...region.overrides };
}

/**
 * The values of a file. In a file of one region, file and region are the same sound: what was corrected on the region shows too, unless the file was corrected itself.
 * @param {any} document
 * @returns {ShownValues}
 */
export function shownValues(document) {
  const overrides = overridesOfFile(document);
  const summary = document.summary ?? {};
  /** @param {string} field @param {any} found @returns {Shown} */
  const shown = (field, found) => {
    const corrected = Object.hasOwn(overrides, field);
    return { value: corrected ? overrides[field] : (found ?? null), found: found ?? null, corrected };
  };
  return {
    kind: shown("kind", summary.kind),
    bpm: shown("tempo.bpm", summary.tempo?.bpm),
    timeSignature: shown("tempo.time_signature", summary.tempo?.time_signature),
    key: shown("key.key", summary.key?.key),
  };
}

/**
 * A value of a region, with the user's word over it: its own, and in a file of one region what was corrected on the file.
 * @param {any} document @param {any} region @param {string} field @param {any} found
 */
export function shownOfRegion(document, region, field, found) {
  const overrides = overridesOfRegion(document, region);
  return Object.hasOwn(overrides, field) ? overrides[field] : found;
}
