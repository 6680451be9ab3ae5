import { beforeAll, describe, expect, it, vi } from "vitest";

beforeAll(() => {
  vi.stubGlobal("location", { search: "", pathname: "/ui/" });
  vi.stubGlobal("addEventListener", () => {});
  vi.stubGlobal("history", { pushState: () => {}, replaceState: () => {} });
});

describe("commands", () => {
  it("are meant by beginnings, words, initials and what is within them", async () => {
    const { meant } = await import("../src/commands.js");
    const how = ["show all", "of file", "saotf", "ile", "half"].map((typed) => meant("Show all of the file", typed));
    expect(how).toEqual([4, 3, 2, 1, 0]);
  });

  it("come with the best first, and also by what they belong to", async () => {
    const { commandsFor } = await import("../src/commands.js");
    const all = [["Restart it", "Help"], ["Previous row", "Rows"], ["Start of it", "Help"]].map(([label, group]) => ({ label, group, key: "", run: () => {} }));
    expect(commandsFor(all, "start").map(({ label }) => label)).toEqual(["Start of it", "Restart it"]);
    expect(commandsFor(all, "rows prev").map(({ label }) => label)).toEqual(["Previous row"]);
    expect(commandsFor(all, "").length).toBe(3);
  });

  it("are those of the keys that mean something now, each choice by itself", async () => {
    const { addKeys } = await import("../src/keys.js");
    const { keyCommands } = await import("../src/commands.js");
    const run = vi.fn();
    addKeys({ keys: ["1", "2"], group: "Test", label: "Rate", choices: true, run }, { keys: ["s", "d"], group: "Test", label: "Split", run }, { keys: ["z"], group: "Test", label: "Not now", when: () => false, run });
    expect(keyCommands().map(({ label, key }) => `${label} ${key}`)).toEqual(["Rate 1 1", "Rate 2 2", "Split s"]);
    keyCommands()[1].run();
    expect(run).toHaveBeenCalledWith("2");
  });

  it("lead to views, collections and kept searches", async () => {
    const { placeCommands } = await import("../src/commands.js");
    const { state } = await import("../src/state.js");
    const places = placeCommands([{ name: "Film" }], [{ name: "Loud", target: "regions", query: "loudness:>-10", sort: null }]);
    places.find(({ label }) => label === "Film")?.run();
    expect(state.current.query).toBe('collection:"Film"');
    places.find(({ label }) => label === "Loud")?.run();
    expect([state.current.rows, state.current.query]).toEqual(["regions", "loudness:>-10"]);
    places.find(({ label }) => label === "Jobs")?.run();
    expect(state.current.view).toBe("jobs");
  });
});
