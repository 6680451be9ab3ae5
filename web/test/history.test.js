import { beforeEach, describe, expect, it, vi } from "vitest";

/** Numbers of the entries that there are. @type {number[]} */
let entries = [];

beforeEach(() => {
  entries = [4];
  vi.stubGlobal("document", { cookie: "" });
  vi.stubGlobal("fetch", async () => ({ ok: true, status: 200, json: async () => entries.slice(-1).map((id) => ({ id })) }));
});

/** A change that takes a while. @param {number | null} entry that it makes */
const change = (entry) => async () => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  if (entry !== null) entries.push(entry);
  return `answer ${entry}`;
};

describe("a change", () => {
  it("knows its own entry of the history, whatever is changed right after it", async () => {
    const { remembered } = await import("../src/history.js");
    const both = await Promise.all([remembered(change(5)), remembered(change(6))]);
    expect(both).toEqual([{ answer: "answer 5", entry: 5 }, { answer: "answer 6", entry: 6 }]);
  });

  it("has none where it changed nothing", async () => {
    const { remembered } = await import("../src/history.js");
    expect((await remembered(change(null))).entry).toBeNull();
  });

  it("that fails holds up none after it", async () => {
    const { remembered } = await import("../src/history.js");
    const failed = remembered(async () => {
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    expect((await remembered(change(7))).entry).toBe(7);
  });
});
