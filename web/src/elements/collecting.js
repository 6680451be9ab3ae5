/**
 * Puts regions into a collection.
 * @module elements/collecting
 */
import { addCollection, collect, getCollections } from "../api.js";
import { remembered } from "../history.js";
import { ask } from "./dialogs.js";
import { changed, notice, report } from "./notices.js";
import { undoing } from "./undoing.js";

/** @param {{ files?: number[], regions?: number[] }} items */
export async function collectItems(items) {
  const collections = (await report(getCollections)) ?? [];
  const name = await ask("Put into a collection", "Name of the collection; a new name makes a new one", "", collections.map((c) => c.name));
  if (!name) return;
  await report(async () => {
    const found = collections.find((c) => c.name.toLowerCase() === name.toLowerCase()) ?? (await addCollection(name));
    const { entry } = await remembered(() => collect(found.id, items));
    changed();
    notice(`Put into ${name}: ${(items.files?.length ?? 0) + (items.regions?.length ?? 0)}`, undoing(entry));
  });
}

/** @param {number[]} ids */
export const collectRegions = (ids) => collectItems({ regions: ids });
