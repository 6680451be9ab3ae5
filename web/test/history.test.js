import { beforeEach, describe, expect, it, vi } from "vitest";

/** Addresses that were asked for. @type {string[]} */
let asked = [];

/** What the server answers, in turn: a body and the entry that it names. @type {{ body: any, entry: number | null }[]} */
let answers = [];

beforeEach(() => {
  asked = [];
  vi.stubGlobal("document", { cookie: "" });
  vi.stubGlobal("fetch", async (/** @type {string} */ path) => {
    asked.push(path);
    const answer = answers.shift();
    if (!answer) return new Response(JSON.stringify({ detail: "no" }), { status: 409 });
    await new Promise((resolve) => setTimeout(resolve, answer.entry === 5 ? 20 : 1));
    return new Response(answer.body === null ? null : JSON.stringify(answer.body), { status: answer.body === null ? 204 : 200, headers: answer.entry === null ? {} : { "Ais-History-Id": String(answer.entry) } });
  });
});

const modules = async () => ({ ...(await import("../src/history.js")), ...(await import("../src/api.js")) });

describe("a change", () => {
  it("knows its own entry of the history, whatever is changed right after it, and asks for nothing more", async () => {
    const { remembered, mark, removeCollection } = await modules();
    answers = [{ body: { rating: 3 }, entry: 5 }, { body: null, entry: 6 }];
    const both = await Promise.all([remembered(() => mark("files", 1, { rating: 3 })), remembered(() => removeCollection(2))]);
    expect(both.map(({ entry }) => entry)).toEqual([5, 6]);
    expect(both[0].answer).toEqual({ rating: 3 });
    expect(asked).toEqual(["/api/files/1/marks", "/api/collections/2"]);
  });

  it("has none where it changed nothing", async () => {
    const { remembered, mark, removeCollection } = await modules();
    answers = [{ body: { rating: 3 }, entry: null }, { body: null, entry: null }];
    expect((await remembered(() => mark("files", 1, { rating: 3 }))).entry).toBeNull();
    expect(await remembered(() => removeCollection(2))).toEqual({ answer: null, entry: null });
  });

  it("that fails holds up none after it", async () => {
    const { remembered, mark } = await modules();
    answers = [];
    await expect(remembered(() => mark("files", 1, { rating: 3 }))).rejects.toThrow("no");
    answers = [{ body: {}, entry: 7 }];
    expect((await remembered(() => mark("files", 1, { rating: 3 }))).entry).toBe(7);
  });
});
