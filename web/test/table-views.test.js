import { beforeAll, expect, it, vi } from "vitest";

beforeAll(() => {
  vi.stubGlobal("location", { search: "", pathname: "/ui/" });
  vi.stubGlobal("addEventListener", () => {});
  vi.stubGlobal("history", { pushState: () => {}, replaceState: () => {} });
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
});

it("a view of the table is kept with its columns, order and search, and shown so again", async () => {
  const { settings } = await import("../src/settings.js");
  const { state } = await import("../src/state.js");
  const { forgetTableView, keepTableView, showTableView, tableViews } = await import("../src/table-views.js");
  settings.set({ columns: ["name", "bpm"] });
  state.set({ rows: "regions", query: "kind:music", sort: "-tempo" });
  keepTableView("Loops");
  settings.set({ columns: ["name", "kind"] });
  state.set({ rows: "files", query: "rain", sort: "", view: "jobs" });
  keepTableView("Field");

  expect(tableViews().map((view) => view.name)).toEqual(["Field", "Loops"]);
  showTableView(tableViews()[1]);
  expect([settings.current.columns, state.current.rows, state.current.query, state.current.sort, state.current.view]).toEqual([["name", "bpm"], "regions", "kind:music", "-tempo", "browse"]);

  keepTableView("Field");
  expect(tableViews().find((view) => view.name === "Field")?.query).toBe("kind:music");
  forgetTableView("Field");
  expect(tableViews().map((view) => view.name)).toEqual(["Loops"]);
});
