import { beforeAll, describe, expect, it, vi } from "vitest";

beforeAll(() => {
  vi.stubGlobal("location", { search: "", pathname: "/ui/" });
  vi.stubGlobal("addEventListener", () => {});
});

describe("state", () => {
  it("comes back from the address as it was written", async () => {
    const { formatState, parseState } = await import("../src/state.js");
    const full = { query: 'rain tag:"Bird song" key:8A', sort: "-tempo", page: 3, file: 17 };
    expect(parseState(formatState(full))).toEqual(full);
  });

  it("takes nonsense for what is usual", async () => {
    const { parseState } = await import("../src/state.js");
    expect(parseState("?page=-2&file=x")).toEqual({ query: "", sort: "", page: 1, file: null });
  });
});
