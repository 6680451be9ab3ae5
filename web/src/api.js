/**
 * Calls the server. Errors are problem documents (RFC 9457): their text goes to the user as it is.
 * @module api
 */

/**
 * @typedef {object} Row  a file or a region of the table
 * @property {number} file_id
 * @property {number} [region_id]  of a region
 * @property {string} path
 * @property {string} name
 * @property {string} [file_name]  of a region
 * @property {number} [start_s]    of a region
 * @property {number} [end_s]      of a region
 * @property {string} [status]     of a file
 * @property {string | null} [error]
 * @property {string | null} kind
 * @property {string | null} type
 * @property {number | null} bpm
 * @property {string | null} time_signature
 * @property {string | null} key
 * @property {string | null} camelot
 * @property {number | null} duration_s
 * @property {number | null} loudness_lufs
 * @property {number | null} [regions]
 * @property {number | null} [root_midi]
 * @property {string | null} [format]
 * @property {string} [added]
 * @property {string[]} tags
 * @property {string[]} my_tags
 * @property {number | null} rating
 * @property {boolean} favourite
 * @property {boolean} missing
 * @property {boolean} [stale]  whether an analysis would come to other results now
 * @property {string[]} corrected
 * @property {number} [score]  how alike it is, in a search by ear
 */

/** @typedef {{ count: number, results: Row[] }} RowPage */
/** @typedef {{ name?: string, rating?: number, favourite?: boolean, note?: string, add_tags?: string[], remove_tags?: string[], correct?: Record<string, any>, uncorrect?: string[] }} MarkChange */

/** An answer of the server that says why it can't be done. */
export class ApiError extends Error {
  /** @param {string} message @param {string} code @param {number} status @param {any} [problem] */
  constructor(message, code, status, problem) {
    super(message);
    this.code = code;
    this.status = status;
    this.problem = problem;
  }
}

/**
 * @param {string} path @param {RequestInit} [init]
 * @returns {Promise<Response>}
 */
async function request(path, init) {
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
    throw new ApiError(problem?.detail ?? `${response.status} ${response.statusText}`, problem?.code ?? "error", response.status, problem);
  }
  return response;
}

/** Entries of the history, by the answers to the changes that made them. @type {WeakMap<object, number>} */
const entries = new WeakMap();

/** @param {string} path @param {RequestInit} [init] @returns {Promise<any>} */
async function call(path, init) {
  const response = await request(path, init);
  const entry = response.headers.get("Ais-History-Id");
  if (entry === null) return response.status === 204 ? null : response.json();
  const answer = response.status === 204 ? {} : await response.json();
  entries.set(answer, Number(entry));
  return answer;
}

/** The entry of the history that a change made, by its answer; null where nothing was changed by it. @param {any} answer @returns {number | null} */
export const entryOf = (answer) => entries.get(answer) ?? null;

/** @param {string} method @param {any} [body] @returns {RequestInit} */
function sending(method, body) {
  return body === undefined ? { method } : { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

/**
 * A page of the files or regions that match a search.
 * @param {{ rows: "files" | "regions", query: string, sort: string, page: number, pageSize: number }} search
 * @param {AbortSignal} [signal]
 * @returns {Promise<RowPage>}
 */
export function searchRows({ rows, query, sort, page, pageSize }, signal) {
  const params = new URLSearchParams({ page: String(page), page_size: String(pageSize) });
  if (query) params.set("query", query);
  if (sort) params.set("sort", sort);
  return call(`${rows === "regions" ? "/api/regions" : "/database/files"}?${params}`, { signal });
}

/**
 * Regions that sound like one.
 * @param {number} region @param {{ aspects: string, like: number[], unlike: number[], among: string, k: number }} options @param {AbortSignal} [signal]
 */
export function similarTo(region, { aspects, like, unlike, among, k }, signal) {
  const params = new URLSearchParams({ k: String(k) });
  if (aspects) params.set("aspects", aspects);
  if (like.length) params.set("like", like.join(","));
  if (unlike.length) params.set("unlike", unlike.join(","));
  if (among) params.set("among", among);
  return call(`/api/regions/${region}/similar?${params}`, { signal });
}

/** The whole stored result of a file. @param {number} fileId @param {AbortSignal} [signal] */
export const getDocument = (fileId, signal) => call(`/api/files/${fileId}`, { signal });

/** A region with its file. @param {number} regionId */
export const getRegion = (regionId) => call(`/api/regions/${regionId}`);

/** Moves the borders of a region. @param {number} id @param {{ start_s?: number, end_s?: number }} bounds */
export const moveRegion = (id, bounds) => call(`/api/regions/${id}`, sending("PATCH", bounds));
/** @param {number} id @param {number} at seconds from the start of the file */
export const splitRegion = (id, at) => call(`/api/regions/${id}/split`, sending("POST", { at_s: at }));
/** With the one after it, or with all up to another. @param {number} id @param {number} [until] */
export const mergeRegion = (id, until) => call(`/api/regions/${id}/merge${until === undefined ? "" : `?until=${until}`}`, sending("POST"));
/** One, or all up to another. @param {number} id @param {number} [until] */
export const dropRegion = (id, until) => call(`/api/regions/${id}${until === undefined ? "" : `?until=${until}`}`, sending("DELETE"));

/** Marks a place of a file. @param {number} fileId @param {number} at in seconds @returns {Promise<import("./markers.js").Marker>} */
export const addMarker = (fileId, at) => call(`/api/files/${fileId}/markers`, sending("POST", { time_s: at }));
/** @param {number} fileId @param {number} id @param {{ time_s?: number, name?: string }} change */
export const changeMarker = (fileId, id, change) => call(`/api/files/${fileId}/markers/${id}`, sending("PATCH", change));
/** @param {number} fileId @param {number} id */
export const dropMarker = (fileId, id) => call(`/api/files/${fileId}/markers/${id}`, sending("DELETE"));

/** The folders right in a folder, or the roots, with how many files are in and below each. @param {string} [path] @returns {Promise<{ path: string, name: string, files: number, folders: boolean }[]>} */
export const getFolders = (path) => call(path === undefined ? "/api/folders" : `/api/folders?path=${encodeURIComponent(path)}`);

/** Where a file would be cut at its silences. @param {number} fileId @param {Record<string, number>} choice @param {AbortSignal} [signal] @returns {Promise<{ regions: number[][] }>} */
export const previewCuts = (fileId, choice, signal) => call(`/api/files/${fileId}/cuts?${new URLSearchParams(Object.entries(choice).map(([name, value]) => [name, String(value)]))}`, { signal });

/** Changes what the user says of a file or a region. @param {"files" | "regions"} target @param {number} id @param {MarkChange} change */
export const mark = (target, id, change) => call(`/api/${target}/${id}/marks`, sending("PATCH", change));

/** The same of many. @param {"files" | "regions"} target @param {number[]} ids @param {MarkChange} change */
export const markMany = (target, ids, change) => call(`/api/${target}/marks`, sending("POST", { ids, change }));

/** What was changed, the newest first. @param {number} most @returns {Promise<{ id: number, action: string, undone: boolean }[]>} */
export const getHistory = (most) => call(`/api/history?most=${most}`);

/** Undoes a change; without its number the last one. @param {number} [entry] @returns {Promise<{ id: number, action: string }>} */
export const undo = (entry) => call(entry === undefined ? "/api/undo" : `/api/history/${entry}/undo`, sending("POST"));
/** Does again what was undone. @param {number} entry @returns {Promise<{ id: number, action: string }>} */
export const redo = (entry) => call(`/api/history/${entry}/redo`, sending("POST"));

/** Collections. @returns {Promise<{ id: number, name: string, files: number, regions: number }[]>} */
export const getCollections = () => call("/api/collections");
/** @param {string} name */
export const addCollection = (name) => call("/api/collections", sending("POST", { name }));
/** @param {number} id */
export const removeCollection = (id) => call(`/api/collections/${id}`, sending("DELETE"));
/** @param {number} id @param {{ files?: number[], regions?: number[] }} items */
export const collect = (id, items) => call(`/api/collections/${id}/items`, sending("POST", items));

/** Searches that were kept. @returns {Promise<{ id: number, name: string, target: string, query: string, sort: string | null }[]>} */
export const getSearches = () => call("/api/searches");
/** @param {{ name: string, target: string, query: string, sort: string | null }} search */
export const saveSearch = (search) => call("/api/searches", sending("POST", search));
/** @param {number} id */
export const removeSearch = (id) => call(`/api/searches/${id}`, sending("DELETE"));

/** @returns {Promise<{ mine: { tag: string, count: number }[], found: { tag: string, count: number }[] }>} */
export const getTags = () => call("/api/tags");
/** @returns {Promise<any>} */
export const getStats = () => call("/database/stats");
/** @returns {Promise<{ path: string, present: boolean, folder: boolean }[]>} */
export const getRoots = () => call("/api/roots");
/** @param {string} path */
export const addRoot = (path) => call("/api/roots", sending("POST", { path }));
/** @param {string} path */
export const removeRoot = (path) => call(`/api/roots?path=${encodeURIComponent(path)}`, sending("DELETE"));

/** The recordings that come with the program. @returns {Promise<{ path: string }>} */
export const getSamples = () => call("/api/samples");

/** The folders that are watched. @returns {Promise<{ path: string, state: string, problem: string | null }[]>} */
export const getWatches = () => call("/api/watches");
/** @param {string} path */
export const addWatch = (path) => call("/api/watches", sending("POST", { path }));
/** @param {string} path */
export const removeWatch = (path) => call(`/api/watches?path=${encodeURIComponent(path)}`, sending("DELETE"));

/** The options of all analyses to come. @returns {Promise<{ analysis: any }>} */
export const getSettings = () => call("/api/settings");
/** @param {Record<string, any>} analysis what is to change; null sets back to what is usual */
export const changeSettings = (analysis) => call("/api/settings", sending("PATCH", { analysis }));
/** The last lines of the server's log. @param {string} level @returns {Promise<{ time: string, level: string, source: string, message: string }[]>} */
export const getLogs = (level) => call(`/api/logs?most=200&level=${level}`);

/** @returns {Promise<{ count: number, results: any[] }>} */
export const getJobs = () => call("/jobs?page_size=30");
/** @param {number} id */
export const cancelJob = (id) => call(`/jobs/${id}`, sending("DELETE"));
/** @param {number} id */
export const pauseJob = (id) => call(`/jobs/${id}/pause`, sending("POST"));
/** @param {number} id */
export const resumeJob = (id) => call(`/jobs/${id}/resume`, sending("POST"));
/** @param {number} id */
export const retryJob = (id) => call(`/jobs/${id}/retry`, sending("POST"));

/** Analyses a file or folder as a job. @param {string} path @param {boolean} force @param {string[]} [only] */
export const analyze = (path, force, only) =>
  call("/analyze", {
    ...sending("POST", { file_path: path, options: only ? { force, only } : { force } }),
    headers: { "Content-Type": "application/json", Prefer: "respond-async" },
  });

/** Analyses files of the catalogue again, as one job. @param {{ ids?: number[], query?: string, options?: { force?: boolean, only?: string[] } }} which */
export const analyzeAgain = (which) => call("/api/files/analyze", sending("POST", which));

/** Sends a sound to be kept and analysed. @param {File} file */
export function upload(file) {
  const body = new FormData();
  body.append("file", file, file.name);
  return call("/api/analyze/upload", { method: "POST", body, headers: { Prefer: "respond-async" } });
}

/** Regions as files to be kept. @param {Record<string, any>} what @returns {Promise<{ name: string, blob: Blob, leftOut: number }>} */
export async function exportRegions(what) {
  const response = await request("/api/export", sending("POST", what));
  const name = response.headers.get("Content-Disposition")?.match(/filename="?([^";]+)/)?.[1] ?? "export";
  return { name, blob: await response.blob(), leftOut: Number(response.headers.get("X-AIS-Left-Out") ?? 0) };
}

/** @returns {Promise<{ region_id: number, model: string, x: number, y: number, kind: string | null }[]>} */
export const getMap = () => call("/api/map");
/** Takes files out of the catalogue; the files themselves stay. @param {number[]} ids */
export const removeFiles = (ids) => call("/api/files/remove", sending("POST", { ids }));

/** Files that were removed and can come back. */
export const getRemoved = () => call("/api/removed?page_size=500");

/** @param {number[]} ids */
export const restoreFiles = (ids) => call("/api/removed/restore", sending("POST", { ids }));

/** What is there twice. @param {string} kind @returns {Promise<any[]>} */
export const getDuplicates = (kind) => call(`/api/duplicates?kind=${kind}`);
/** How the server is. */
export const getHealth = () => call("/health");
/** @returns {Promise<{ name: string, megabytes: number, licence: string, publisher: string, here: boolean, in_use: boolean }[]>} */
export const getModels = () => call("/api/models");
/** Fetches a model; the answer comes when it is here. @param {string} name */
export const pullModel = (name) => call(`/api/models/${encodeURIComponent(name)}/pull`, sending("POST"));
/** How the engine is, in detail. */
export const getStatus = () => call("/status");
/** @returns {Promise<any>} */
export const getResources = () => call("/api/system/resources");

/**
 * A picture of a stretch.
 * @param {number} fileId @param {"spectrogram" | "chroma"} view @param {number} start @param {number} end @param {number} columns @param {AbortSignal} signal
 */
export const getView = (fileId, view, start, end, columns, signal) =>
  call(`/api/files/${fileId}/${view}?start_s=${start.toFixed(3)}&end_s=${end.toFixed(3)}&columns=${columns}`, { signal });

/** A small waveform, of a file or of a stretch of it; where there is none, none is made. @param {number} fileId @param {number} points @param {[number, number]} [stretch] in seconds */
export const getWave = (fileId, points, stretch) => call(`/api/waveform/${fileId}?make=false&resolution=${points}${stretch ? `&start_s=${stretch[0]}&end_s=${stretch[1]}` : ""}`);

/** Address of a file's sound. @param {number} fileId */
export const audioUrl = (fileId) => `/api/audio/${fileId}`;

/** Asks for no more than the first byte of a file's sound: why it can't be played is in the answer, of which the browser's player tells nothing. @param {number} fileId */
export const checkAudio = async (fileId) => void (await request(audioUrl(fileId), { headers: { Range: "bytes=0-0" } }));

/** Address of a slice. @param {number} fileId @param {number} start @param {number} end */
export const sliceUrl = (fileId, start, end) => `/api/audio/${fileId}?start_s=${start}&end_s=${end}`;

/** A slice as WAV. @param {number} fileId @param {number} start @param {number} end */
export const fetchSlice = async (fileId, start, end) => (await request(sliceUrl(fileId, start, end))).arrayBuffer();

/** A file's waveform for Peaks.js. @param {number} fileId @param {number} samplesPerPixel @param {AbortSignal} signal */
export const fetchPeaks = async (fileId, samplesPerPixel, signal) => (await request(`/api/waveform/${fileId}?format=dat&bits=8&resolution=${samplesPerPixel}`, { signal })).arrayBuffer();
