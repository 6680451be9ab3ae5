/**
 * The search as terms, for chips and filters. The grammar itself is the server's (docs/search.md); here a query is only taken apart at its spaces.
 * @module query
 */

/** The terms of a query: words, quoted phrases, fields, brackets with what is in them. @param {string} query @returns {string[]} */
export function terms(query) {
  /** @type {string[]} */
  const found = [];
  let term = "";
  let quoted = false;
  let depth = 0;
  for (const sign of query) {
    if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === "(") depth++;
    else if (!quoted && sign === ")") depth--;
    if (/\s/.test(sign) && !quoted && depth <= 0) {
      if (term) found.push(term);
      term = "";
    } else term += sign;
  }
  if (term) found.push(term);
  return found;
}

/** Whether taking a term out of the query means what one expects: not beside AND, OR and NOT. @param {string} query */
export function isPlain(query) {
  return terms(query).every((term) => !/^(AND|OR|NOT)$/.test(term));
}

/** The query with a term added, or without it where it is there. @param {string} query @param {string} term */
export function withTerm(query, term) {
  const now = terms(query);
  if (!isPlain(query)) return now.includes(term) ? query : `(${query}) ${term}`;
  return (now.includes(term) ? now.filter((other) => other !== term) : [...now, term]).join(" ");
}

/** What finds the files in a folder and below it. @param {string} path */
export const folderTerm = (path) => `in:"${path}"`;

/** The query with one folder, in the place of another one; without it where it is there. @param {string} query @param {string} path */
export function withFolder(query, path) {
  const now = terms(query);
  const others = isPlain(query) ? now.filter((term) => term === folderTerm(path) || !/^in:"?\//.test(term)).join(" ") : query;
  return withTerm(others, folderTerm(path));
}

/**
 * The last searches with one more, the newest first.
 * @param {readonly string[]} searches @param {string} query @param {string} typed what was searched for on the way to it; empty where typing began with it
 */
export function withSearch(searches, query, typed) {
  const passed = typed && query.startsWith(typed) ? typed : query;
  return [query, ...searches.filter((other) => other !== query && other !== passed)];
}

/** Fields with what may follow them, for completion. @type {Record<string, string[]>} */
export const FIELDS = {
  kind: ["music", "speech", "singing", "environment", "percussion", "note", "mixed"],
  type: ["one_shot", "loop", "phrase", "ambience"],
  tempo: ["118-122", "<90", ">=140", "none"],
  key: ["Am", "C", "8A", "minor", "none"],
  "key~": ["8A", "Am"],
  meter: ["4/4", "3/4", "6/8", "none"],
  duration: ["<1", "<5", "1:30..2:00", ">10m"],
  loudness: [">-20", "-20..-14"],
  rating: [">=4", "5", "none"],
  is: ["favourite", "rated", "corrected", "missing", "failed", "stale"],
  root: ["C3", "48..60"],
  format: ["wav", "flac", "mp3"],
  status: ["partial", "failed"],
  added: [new Date().toISOString().slice(0, 7)],
  tag: [],
  mytag: [],
  collection: [],
  in: [],
  name: [],
  note: [],
};

/**
 * What may stand in the place of the term that is being written.
 * @param {string} query @param {number} caret @param {{ tags: string[], mine: string[], collections: string[] }} known
 * @returns {{ start: number, choices: string[] }}
 */
export function complete(query, caret, known) {
  const before = query.slice(0, caret);
  const start = before.search(/(?:[^\s"]|"[^"]*"?)*$/);
  const term = before.slice(start);
  const minus = term.startsWith("-") ? "-" : "";
  const word = term.slice(minus.length).toLowerCase();
  if (!word) return { start, choices: [] };
  /** @param {string} value */
  const quote = (value) => (/[\s(),&]/.test(value) ? `"${value}"` : value);
  const match = word.match(/^([a-z]+)([:~])(.*)$/);
  if (match) {
    const [, field, sign, rest] = match;
    const values = field === "tag" ? known.tags : field === "mytag" ? known.mine : field === "collection" ? known.collections : (FIELDS[sign === "~" ? `${field}~` : field] ?? []);
    const typed = rest.replaceAll('"', "");
    const choices = values.filter((value) => value.toLowerCase().includes(typed) && value.toLowerCase() !== typed).slice(0, 8);
    return { start, choices: choices.map((value) => `${minus}${field}${sign}${quote(value)}`) };
  }
  const fields = Object.keys(FIELDS).filter((field) => field.startsWith(word)).map((field) => `${minus}${field}${field.endsWith("~") ? "" : ":"}`);
  const tags = known.tags.filter((tag) => tag.toLowerCase().startsWith(word)).map((tag) => `${minus}tag:${quote(tag)}`);
  return { start, choices: [...fields, ...tags].slice(0, 8) };
}
