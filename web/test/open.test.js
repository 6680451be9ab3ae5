import { beforeAll, describe, expect, it, vi } from "vitest";

/** Requests that wait for their answer, by path. @type {Map<string, (body: any) => void>} */
const waiting = new Map();
/** @type {string[]} */
const asked = [];

beforeAll(() => {
  vi.stubGlobal("location", { search: "", pathname: "/ui/" });
  vi.stubGlobal("history", { pushState: () => {}, replaceState: () => {} });
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
  vi.stubGlobal("document", { cookie: "" });
  vi.stubGlobal("addEventListener", () => {});
  vi.stubGlobal("window", { addEventListener: () => {} });
  vi.stubGlobal(
    "Audio",
    class extends EventTarget {
      pause() {}
      removeAttribute() {}
    },
  );
  vi.stubGlobal("fetch", (/** @type {string} */ path, /** @type {RequestInit} */ init) => {
    asked.push(path);
    return new Promise((resolve, reject) => {
      waiting.set(path, (body) => resolve({ ok: true, status: 200, headers: new Headers(), json: async () => body }));
      init?.signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
    });
  });
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 150));

describe("the file that is open", () => {
  it("is shown as another one, also where news of the catalogue came while it was on its way", async () => {
    const { openFile } = await import("../src/open.js");
    const { state } = await import("../src/state.js");
    /** @type {string[]} */
    const told = [];
    for (const name of ["change", "renewed"]) openFile.addEventListener(name, () => told.push(`${name} ${openFile.document?.file_id}`));
    openFile.start();

    state.set({ file: 1 });
    await settled();
    waiting.get("/api/files/1")?.({ file_id: 1, regions: [] });
    await settled();
    openFile.renew();
    waiting.get("/api/files/1")?.({ file_id: 1, regions: [] });
    await settled();
    state.set({ file: 2 });
    await settled();
    openFile.renew();
    waiting.get("/api/files/2")?.({ file_id: 2, regions: [] });
    await settled();

    expect(told).toEqual(["change 1", "renewed 1", "change 2"]);
  });
});

describe("the region that is chosen", () => {
  /** Regions by number, from second to second. @param {[number, number, number][]} regions */
  const cut = (...regions) => ({ file_id: 3, regions: regions.map(([region_id, start_s, end_s]) => ({ region_id, start_s, end_s })) });

  it("is what it was merged into, split into or restored as, and none where it is gone", async () => {
    const { openFile } = await import("../src/open.js");
    const { state } = await import("../src/state.js");
    const chosen = [];
    const of = () => asked.filter((path) => path === "/api/files/3").length;
    state.set({ file: 3, region: 99 });
    for (const document of [cut([1, 0, 2], [2, 2, 4], [3, 5, 6]), cut([4, 0, 4], [3, 5, 6]), cut([5, 0, 2], [6, 2, 4], [3, 5, 6]), cut([6, 2, 4], [3, 5, 6]), cut([7, 0, 2], [6, 2, 4], [3, 5, 6])]) {
      await vi.waitFor(() => expect(of()).toBe(chosen.length + 1), 4000);
      waiting.get("/api/files/3")?.(document);
      await vi.waitFor(() => expect(openFile.document).toBe(document), 4000);
      chosen.push(state.current.region);
      if (chosen.length === 1) state.set({ region: 2 });
      openFile.renew();
    }
    expect(chosen).toEqual([null, 4, 5, null, 7]);
  });

  it("is one of several where more are chosen from it, until another is chosen or they are cut otherwise", async () => {
    const { openFile } = await import("../src/open.js");
    const { state } = await import("../src/state.js");
    const now = () => openFile.chosen.map((region) => region.region_id);
    openFile.document = cut([1, 0, 2], [2, 2, 4], [3, 5, 6]);
    state.set({ region: 2 });
    openFile.extendTo(openFile.document.regions[2]);
    expect(now()).toEqual([2, 3]);
    openFile.extendTo(openFile.document.regions[0]);
    expect(now()).toEqual([1, 2]);
    expect(state.current.region).toBe(1);
    state.set({ region: 3 });
    expect(now()).toEqual([3]);
    openFile.extendTo(openFile.document.regions[0]);
    openFile.chooseOne();
    expect(now()).toEqual([1]);
    openFile.extendTo(openFile.document.regions[1]);
    openFile.document = cut([2, 2, 4], [3, 5, 6]);
    expect(now()).toEqual([2]);
  });
});

describe("rows", () => {
  /** @param {string} similar @returns {import("../src/rows.js").Listing} */
  const listing = (similar = "") => ({ rows: "files", query: "", sort: "", similar: similar || null, aspects: "" });
  const page = (/** @type {number} */ first, /** @type {number} */ count) => Array.from({ length: count }, (_, i) => ({ file_id: first + i, corrected: [], tags: [], my_tags: [] }));
  const answer = (/** @type {any} */ body) => waiting.get(asked.findLast((path) => !path.startsWith("/api/files/")) ?? "")?.(body);
  const turn = () => new Promise((resolve) => setTimeout(resolve));

  it("that are chosen all at once are all of the list, also those that were not looked at", async () => {
    const { selection } = await import("../src/selection.js");
    const { PAGE, LARGE_PAGE } = await import("../src/rows.js");
    const count = 1.5 * LARGE_PAGE;
    const listed = selection.rows.list(listing());
    answer({ count, results: page(1, PAGE) });
    await listed;
    const before = asked.length;

    selection.chooseAll();
    expect(selection.note).not.toBe("");
    answer({ count, results: page(1, LARGE_PAGE) });
    await turn();
    answer({ count, results: page(1 + LARGE_PAGE, count - LARGE_PAGE) });
    await turn();

    expect(selection.chosen.map((row) => row.file_id)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
    expect(selection.note).toBe("");
    expect(asked.length).toBe(before + 2);
  });

  it("are none where another search fails, but stay where they are only asked for anew", async () => {
    const { selection } = await import("../src/selection.js");
    const { rows } = selection;
    const fails = async (/** @type {Promise<void>} */ asking) => {
      answer(undefined); // what is no page
      await asking;
    };
    const listed = rows.list(listing());
    answer({ count: 2, results: page(1, 2) });
    await listed;

    await fails(rows.refresh());
    expect([rows.count, rows.problem === ""]).toEqual([2, false]);
    await fails(rows.list({ ...listing(), query: "rain" }));
    expect([rows.count, rows.here, rows.loaded]).toEqual([0, [], false]);

    const again = rows.refresh();
    answer({ count: 1, results: page(1, 1) });
    await again;
    expect([rows.count, rows.problem]).toEqual([1, ""]);
  });

  it("of a stretch are chosen from where the choice began, unless another is made meanwhile", async () => {
    const { selection } = await import("../src/selection.js");
    const { PAGE, LARGE_PAGE } = await import("../src/rows.js");
    const count = 2 * LARGE_PAGE;
    const listed = selection.rows.list(listing());
    answer({ count, results: page(1, PAGE) });
    await listed;
    selection.rows.at(4 * PAGE);
    answer({ count, results: page(1 + 4 * PAGE, PAGE) });
    await turn();
    selection.choose(10);

    selection.choose(4 * PAGE + 3, true);
    selection.choose(20);
    answer({ count, results: page(1, LARGE_PAGE) });
    await turn();
    expect(selection.chosen.map((row) => row.file_id)).toEqual([21]);

    selection.choose(4 * PAGE + 3, true);
    answer({ count, results: page(1, LARGE_PAGE) });
    await turn();
    expect(selection.chosen.map((row) => row.file_id)).toEqual(Array.from({ length: 4 * PAGE + 4 - 20 }, (_, i) => 21 + i));

    selection.choose(4 * PAGE + 9);
    selection.choose(4 * PAGE + 2, true); // all of these are here
    await turn();
    expect(selection.chosen.map((row) => row.file_id)).toEqual(Array.from({ length: 8 }, (_, i) => 4 * PAGE + 3 + i));
  });

  it("that sound alike are each there once, though they come all at once", async () => {
    const { selection } = await import("../src/selection.js");
    const listed = selection.rows.list(listing("7"));
    answer({ compared: 900, model: "embedded", results: page(0, 150).map((row) => ({ score: 1, region: { ...row, region_id: row.file_id, start_s: 0, end_s: 1 } })) });
    await listed;

    expect(Array.from({ length: 150 }, (_, i) => selection.rows.at(i)?.region_id)).toEqual(Array.from({ length: 150 }, (_, i) => i));
  });

  it("are not chosen without end, and stay as they were where the server does not answer", async () => {
    const { selection, MOST_CHOSEN } = await import("../src/selection.js");
    const { PAGE, LARGE_PAGE } = await import("../src/rows.js");
    const count = MOST_CHOSEN + PAGE;
    const listed = selection.rows.list(listing());
    answer({ count, results: page(1, PAGE) });
    await listed;

    selection.chooseAll();
    for (let first = 0; first < MOST_CHOSEN; first += LARGE_PAGE) {
      answer({ count, results: page(1 + first, LARGE_PAGE) });
      await turn();
    }

    expect(selection.chosen.length).toBe(MOST_CHOSEN);
    expect(selection.note).toContain("10,000");

    vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("gone")));
    selection.choose(5);
    selection.chooseAll();
    await turn();
    expect(selection.chosen.map((row) => row.file_id)).toEqual([6]);
    expect(selection.note).toContain("does not answer");
  });
});
