/**
 * What was dropped on the page: files, and all sounds in folders.
 * @module dropped
 */

/** What a file in a folder may be called; the server looks at what is in it. A file that is dropped by itself is sent whatever it is called. */
const SOUNDS = /\.(wav|wave|w64|rf64|bwf|aiff?|aifc|flac|mp3|mp2|ogg|oga|opus|m4a|m4b|aac|ac3|wma|ape|wv|tta|caf|au|snd|mka|mkv|mp4|mov|webm|avi)$/i;

/**
 * The entries of a drop. The browser hands them out only while it tells of the drop, so this must not wait for anything.
 * @param {DataTransfer} transfer
 * @returns {(FileSystemEntry | File)[]}
 */
export function entriesOf(transfer) {
  return Array.from(transfer.items ?? [], (item) => (item.kind === "file" ? (item.webkitGetAsEntry?.() ?? item.getAsFile()) : null)).filter((entry) => entry !== null);
}

/**
 * The files of a drop; of folders, and the folders in them, those that may be sounds, by name.
 * @param {(FileSystemEntry | File)[]} entries
 * @returns {Promise<File[]>}
 */
export async function filesOf(entries) {
  const files = [];
  for (const entry of entries) files.push(...(entry instanceof File ? [entry] : await within(entry, true)));
  return files;
}

/** @param {FileSystemEntry} entry @param {boolean} named @returns {Promise<File[]>} */
async function within(entry, named) {
  if (entry.isFile) {
    const known = named || (SOUNDS.test(entry.name) && !entry.name.startsWith("."));
    return known ? [await new Promise((found, failed) => /** @type {FileSystemFileEntry} */ (entry).file(found, failed))] : [];
  }

  const files = [];
  for (const inner of (await children(/** @type {FileSystemDirectoryEntry} */ (entry))).sort((a, b) => a.name.localeCompare(b.name))) {
    files.push(...(await within(inner, false)));
  }

  return files;
}

/** A reader gives at most a hundred at once, and none when there are no more. @param {FileSystemDirectoryEntry} folder @returns {Promise<FileSystemEntry[]>} */
async function children(folder) {
  const reader = folder.createReader();
  const all = [];
  for (;;) {
    const some = await new Promise((/** @type {(entries: FileSystemEntry[]) => void} */ found, failed) => reader.readEntries(found, failed));
    if (some.length === 0) return all;
    all.push(...some);
  }
}
