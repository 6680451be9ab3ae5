/**
 * A search by ear in words.
 * @module alike
 */
import { getRegion } from "./api.js";
import { likes } from "./rows.js";

/** What is compared where nothing else was chosen. */
const USUAL = { overall: 1 };

/** Weights by their aspects. @param {string} aspects such as "timbre:0.5,rhythm:1" @returns {Record<string, number>} */
export function weightsOf(aspects) {
  return aspects ? Object.fromEntries(aspects.split(",").map((part) => [part.split(":")[0], Number(part.split(":")[1])])) : USUAL;
}

/** What a region is called: its own name, or that of its file with its place in it. @param {{ path: string, region: any }} found */
export function regionName({ path, region }) {
  return region.user?.name ?? `${path.replace(/^.*[\\/]/, "")}, region ${region.index + 1}`;
}

/** The search with the names of its regions; one that is there no longer is called by its number. @param {string} similar "3,+7,-9" @returns {Promise<string>} */
export async function alikeSaid(similar) {
  const { region, like, unlike } = likes(similar);
  const [first, ...more] = await Promise.all(
    [region, ...like, ...unlike].map((id) =>
      getRegion(id).then(
        (found) => regionName(found),
        () => `region ${id}`,
      ),
    ),
  );
  const others = more.map((name, i) => (i < like.length ? `and ${name}` : `not ${name}`));
  return ["sounds like", [first, ...others].join("; ")].join(" ");
}
