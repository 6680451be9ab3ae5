import { expect, it } from "vitest";
import { regionName, weightsOf } from "../src/alike.js";


it("reads the weights of an address", () => {
  expect(weightsOf("timbre:0.5,rhythm:1")).toEqual({ timbre: 0.5, rhythm: 1 });
  expect(weightsOf("")).toEqual({ overall: 1 });
});

it("calls a region by its own name, else by its file and its place in it", () => {
  expect(regionName({ path: "/sounds/session.ogg", region: { index: 1, user: null } })).toBe("session.ogg, region 2");
  expect(regionName({ path: "/sounds/session.ogg", region: { index: 1, user: { name: "the loop" } } })).toBe("the loop");
});
