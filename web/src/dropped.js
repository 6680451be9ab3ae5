/**
 * What was dropped on the page: files, and all sounds in folders.
 * @module dropped
 */

/** What a file in a folder may be called; the server looks at what is in it. A file that is dropped by itself is sent whatever it is called, unless the system knows it as something else. */
const SOUNDS = /\.(wav|wave|w64|rf64|bwf|aiff?|aifc|flac|mp3|mp2|ogg|oga|opus|m4a|m4b|aac|ac3|wma|ape|wv|tta|caf|au|snd|mka|mkv|mp4|mov|webm|avi)$/i;

/**
 * The entries of a drop. The browser hands them out only while it tells of the drop, so this must not wait for anything.
 * @param {DataTransfer} transfer
 * @returns {(FileSystemEntry | File)[]}
 */
export function entriesOf(transfer) {
  return Array.from(transfer.items ?? [], (item) => (item.kind === "file" ? (item.webkitGetAsEntry?.() ?? item.getAsFile()) : null)).filter((entry) => entry !== null);
}

/** What no sound can be, by the type that the system gives it. */
const NO_SOUND = /^(text|image|font)\/|^application\/(pdf|zip|json|xml|msword|vnd\.(ms-|openxml|oasis))/;

/** @typedef {{ sounds: File[], leftOut: string[] }} Dropped  the files that may be sounds, and the names of the others */

/**
 * The files of a drop; of folders, and the folders in them, those that may be sounds, by name.
 * @param {(FileSystemEntry | File)[]} entries
 * @returns {Promise<Dropped>}
 */
export async function filesOf(entries) {
  /** @type {Dropped} */
  const dropped = { sounds: [], leftOut: [] };
  for (const entry of entries) {
    if (entry instanceof File) sortIn(dropped, [entry]);
    else await within(entry, true, dropped);
  }
  return dropped;
}

/** Puts files where they belong by their types. @param {Dropped} dropped @param {Iterable<File>} files */
export function sortIn(dropped, files) {
  for (const file of files) {
    if (NO_SOUND.test(file.type)) dropped.leftOut.push(file.name);
    else dropped.sounds.push(file);
  }
  return dropped;
}

/** @param {FileSystemEntry} entry @param {boolean} named @param {Dropped} dropped @returns {Promise<void>} */
async function within(entry, named, dropped) {
  if (entry.isFile) {
    // What is hidden was put there by a program, and is not missed.
    if (!named && entry.name.startsWith(".")) return;
    if (!named && !SOUNDS.test(entry.name)) dropped.leftOut.push(entry.name);
    else sortIn(dropped, [await new Promise((/** @type {(file: File) => void} */ found, failed) => /** @type {FileSystemFileEntry} */ (entry).file(found, failed))]);
    return;
  }

  for (const inner of (await children(/** @type {FileSystemDirectoryEntry} */ (entry))).sort((a, b) => a.name.localeCompare(b.name))) {
    await within(inner, false, dropped);
  }
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
