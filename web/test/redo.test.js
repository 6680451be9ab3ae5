import { beforeEach, expect, it, vi } from "vitest";

/** The newest entry of the history. */
let newest = 0;
/** @type {string[]} */
let posted = [];
/** @type {typeof import("../src/redo.js")} */
let redo;

beforeEach(async () => {
  newest = 9;
  posted = [];
  vi.stubGlobal("document", { cookie: "" });
  vi.stubGlobal("fetch", async (/** @type {string} */ path, /** @type {RequestInit} */ init) => {
    if (init?.method === "POST") posted.push(path);
    return { ok: true, status: 200, headers: new Headers(), json: async () => (init?.method === "POST" ? { id: 1, action: "rated 3" } : [{ id: newest }]) };
  });
  vi.resetModules();
  redo = await import("../src/redo.js");
});

it("does again what was undone, the last first", async () => {
  for (const entry of [9, 8]) await redo.rememberUndone(entry);
  await redo.redoUndone();
  await redo.redoUndone();
  expect(posted).toEqual(["/api/history/8/redo", "/api/history/9/redo"]);
  expect(await redo.redoUndone()).toBeNull();
});

it("does one thing again that a message offers", async () => {
  for (const entry of [9, 8]) await redo.rememberUndone(entry);
  await redo.redoUndone(9);
  await redo.redoUndone();
  expect(posted).toEqual(["/api/history/9/redo", "/api/history/8/redo"]);
});

it("does nothing again once something new was changed", async () => {
  await redo.rememberUndone(9);
  newest = 10;
  expect(await redo.redoUndone()).toBeNull();
  expect(await redo.redoUndone(9)).toBeNull();
  await redo.rememberUndone(10);
  await redo.redoUndone();
  expect(posted).toEqual(["/api/history/10/redo"]);
});
