import { beforeAll, describe, expect, it, vi } from "vitest";

beforeAll(() => {
  vi.stubGlobal("location", { search: "", pathname: "/ui/" });
  vi.stubGlobal("addEventListener", () => {});
});

describe("state", () => {
  it("comes back from the address as it was written", async () => {
    const { formatState, parseState } = await import("../src/state.js");
    const full = { query: 'rain tag:"Bird song" key:8A', sort: "-tempo", rows: /** @type {const} */ ("regions"), file: 17, region: 40, similar: "40,+3,-9", aspects: "timbre:0.5,rhythm:1", view: /** @type {const} */ ("map") };
    expect(parseState(formatState(full))).toEqual(full);
  });

  it("takes nonsense for what is usual", async () => {
    const { parseState } = await import("../src/state.js");
    const usual = { query: "", sort: "", rows: "files", file: null, region: null, similar: null, aspects: "", view: "browse" };
    expect(parseState("?rows=all&file=x&region=-3&similar=a,b&aspects=all&view=%3Cscript%3E")).toEqual(usual);
  });
});
