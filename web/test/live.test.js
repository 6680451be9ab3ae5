import { describe, expect, it } from "vitest";
import { mayMatch, rowsOf } from "../src/live.js";

const job = { id: 7, state: "running", paths: ["/sounds/kit/kick.wav"], files_total: 1, files_done: 0, files_failed: 0, current_file: "kick.wav", current_step: "tempo", errors: [] };

describe("a file that is being analysed", () => {
  it("is a row with what is being done", () => {
    expect(rowsOf(job)).toEqual([{ job: 7, state: "running", path: "/sounds/kit/kick.wav", name: "kick.wav", said: "tempo", done: null }]);
    expect(rowsOf({ ...job, state: "done" })).toEqual([]);
  });

  it("of many is one row, with how many are done", () => {
    const [row] = rowsOf({ ...job, paths: ["/sounds"], files_total: 8, files_done: 2 });
    expect([row.name, row.said, row.done]).toEqual(["kick.wav", "tempo; 2 of 8 files are done", 0.25]);
  });

  it("is a row of its own while it waits", () => {
    const rows = rowsOf({ ...job, state: "queued", paths: ["/a.wav", "/b.wav"], files_total: 5, current_file: null });
    expect(rows.map((row) => row.name)).toEqual(["a.wav", "b.wav", "3 more"]);
  });

  it("may belong to a search for its name or folder, and to none for what is not known of it yet", () => {
    const [row] = rowsOf(job);
    const seen = ["", "kick", 'in:"/sounds/kit"', "snare", 'in:"/other"', "kind:music"].map((query) => mayMatch(row, query));
    expect(seen).toEqual([true, true, true, false, false, false]);
  });
});
