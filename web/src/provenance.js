/**
 * By what a value was found, and what has no value and why.
 * @module provenance
 */
import { resultOf } from "./timeline.js";

/** @typedef {{ status: string, analyzer: string, code: string, message: string, regions: number }} Gap */

/** Reasons that lie in the sound, or in what was asked for: the same analysis would give them again. */
const LASTING = new Set(["too_short", "silent", "not_applicable", "on_demand", "input_missing"]);

/** How an input that was not there is told. */
const WITHOUT = { failed: "without", skipped: "without", substitute: "with a substitute for" };

/**
 * An analyzer with its version, its method or network, and the results of others that it took in: "key 1.1 (native), from the sound and classification". Regions that say the same say it once.
 * @param {any[]} regions @param {string} analyzer @returns {string} empty where it found nothing
 */
export function foundBy(regions, analyzer) {
  const said = new Set();
  for (const region of regions) {
    const result = resultOf(region, analyzer);
    if (!result) continue;
    const { version, inputs } = region.analyses[analyzer];
    const given = Object.entries(inputs ?? {});
    const from = ["the sound", ...given.filter(([, state]) => state === "ok").map(([name]) => name)];
    const lacking = given.filter(([, state]) => state !== "ok").map(([name, state]) => `, ${WITHOUT[/** @type {keyof typeof WITHOUT} */ (state)] ?? state} ${name}`);
    const how = result.method ?? result.model;
    said.add(`${analyzer} ${version}${how ? ` (${how})` : ""}, from ${from.length > 1 ? `${from.slice(0, -1).join(", ")} and ${from.at(-1)}` : from[0]}${lacking.join("")}`);
  }
  return said.size > 0 ? `by ${[...said].join("; or by ")}` : "";
}

/** What has no result, each reason once. @param {any} document @returns {Gap[]} */
export function gapsOf(document) {
  /** @type {Map<string, Gap>} */
  const gaps = new Map();
  for (const region of document.regions) {
    for (const [analyzer, record] of Object.entries(region.analyses ?? {})) {
      if (record.status === "ok") continue;
      const { code = "", message = "" } = record.error ?? {};
      const name = `${analyzer} ${record.status} ${message}`;
      const gap = gaps.get(name) ?? { status: record.status, analyzer, code, message, regions: 0 };
      gap.regions++;
      gaps.set(name, gap);
    }
  }
  return [...gaps.values()];
}

/**
 * Analyzers that may have a result if they are run again, such as one whose model has come since, with all that take in what these give.
 * @param {any} document @returns {string[]}
 */
export function worthAgain(document) {
  const again = new Set(gapsOf(document).filter((gap) => !LASTING.has(gap.code)).map((gap) => gap.analyzer));
  const records = document.regions.flatMap((/** @type {any} */ region) => Object.entries(region.analyses ?? {}));
  for (let before = -1; before !== again.size; ) {
    before = again.size;
    for (const [analyzer, record] of records) if (Object.keys(record.inputs ?? {}).some((input) => again.has(input))) again.add(analyzer);
  }
  return [...again];
}

/** Whether no analyzer has a result in any region. @param {any} document */
export function nothingFound(document) {
  const records = document.regions.flatMap((/** @type {any} */ region) => Object.values(region.analyses ?? {}));
  return records.length > 0 && records.every((/** @type {any} */ record) => record.status !== "ok");
}

/** Why an analyzer, or one value of its result, has nothing to say. @param {any[]} regions @param {string} analyzer @param {string} field */
export function whyNot(regions, analyzer, field) {
  for (const region of regions) {
    const record = region.analyses?.[analyzer];
    if (record?.reasons?.[field]) return record.reasons[field];
    if (record?.error) return record.error.message;
  }
  return "";
}
