/**
 * Calls the server. Errors are problem documents (RFC 9457): their text goes to the user as it is.
 * @module api
 */

/**
 * @typedef {object} FileRow
 * @property {number} file_id
 * @property {string} path
 * @property {string} name
 * @property {string} status
 * @property {string | null} kind
 * @property {number | null} bpm
 * @property {string | null} time_signature
 * @property {string | null} key
 * @property {string | null} camelot
 * @property {number | null} duration_s
 * @property {number | null} loudness_lufs
 * @property {number} regions
 */

/** @typedef {{ count: number, page: number, page_size: number, results: FileRow[] }} FilePage */

/** An answer of the server that says why it can't be done. */
export class ApiError extends Error {
  /** @param {string} message @param {string} code @param {number} status */
  constructor(message, code, status) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/**
 * @param {string} path
 * @param {RequestInit} [init]
 * @returns {Promise<any>}
 */
async function call(path, init) {
  // A browser that logged in brings its session's token with whatever may change something; see Sessions in the server.
  const token = document.cookie.match(/(?:^|; )ais_token=([0-9a-f]+)/)?.[1];
  if (token && init?.method) init = { ...init, headers: { ...init.headers, "X-AIS-Token": token } };
  let response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError("The server does not answer. Start it again with: ais serve", "unreachable", 0);
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => null);
    throw new ApiError(problem?.detail ?? `${response.status} ${response.statusText}`, problem?.code ?? "error", response.status);
  }
  return response.json();
}

/**
 * A page of the files that match a search.
 * @param {{ query: string, sort: string, page: number, pageSize: number }} search
 * @param {AbortSignal} signal
 * @returns {Promise<FilePage>}
 */
export function searchFiles({ query, sort, page, pageSize }, signal) {
  const params = new URLSearchParams({ page: String(page), page_size: String(pageSize) });
  if (query) params.set("query", query);
  if (sort) params.set("sort", sort);
  return call(`/database/files?${params}`, { signal });
}

/** The whole stored result of a file. @param {number} fileId @param {AbortSignal} signal */
export function getDocument(fileId, signal) {
  return call(`/api/files/${fileId}`, { signal });
}

/** Says what a value of a file really is. @param {number} fileId @param {string} field @param {any} value */
export function correct(fileId, field, value) {
  const body = JSON.stringify({ value });
  return call(`/api/files/${fileId}/overrides/${field}`, { method: "PUT", headers: { "Content-Type": "application/json" }, body });
}

/** Takes such a correction back. @param {number} fileId @param {string} field */
export function uncorrect(fileId, field) {
  return call(`/api/files/${fileId}/overrides/${field}`, { method: "DELETE" });
}

/** How the server is. */
export function getHealth() {
  return call("/health");
}

/** Address of a file's sound. @param {number} fileId */
export function audioUrl(fileId) {
  return `/api/audio/${fileId}`;
}

/** Address of a file's waveform for Peaks.js. @param {number} fileId @param {number} samplesPerPixel */
export function peaksUrl(fileId, samplesPerPixel) {
  return `/api/waveform/${fileId}?format=dat&bits=8&resolution=${samplesPerPixel}`;
}
