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
      waiting.set(path, (body) => resolve({ ok: true, status: 200, json: async () => body }));
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

describe("rows", () => {
  it("that are chosen all at once are those that have come: none is asked for", async () => {
    const { selection } = await import("../src/selection.js");
    const { PAGE } = await import("../src/rows.js");
    const before = asked.length;
    const listed = selection.rows.list({ rows: "files", query: "", sort: "", similar: null, aspects: "" });
    const rows = Array.from({ length: PAGE }, (_, i) => ({ file_id: i + 1, corrected: [], tags: [], my_tags: [] }));
    waiting.get(asked.at(-1) ?? "")?.({ count: 100_000, results: rows });
    await listed;

    selection.chooseAll();

    expect(selection.chosen.length).toBe(PAGE);
    expect(asked.length).toBe(before + 1);
  });
});
