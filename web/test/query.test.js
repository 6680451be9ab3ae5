import { describe, expect, it } from "vitest";
import { complete, isPlain, terms, withSearch, withTerm } from "../src/query.js";

const known = { tags: ["Piano", "Bird song", "Rain"], mine: ["dusty"], collections: ["Storm piece"] };

describe("query", () => {
  it("is taken apart at its spaces, but not within quotes and brackets", () => {
    expect(terms('rain  tag:"Bird song" (a OR b) -dog')).toEqual(["rain", 'tag:"Bird song"', "(a OR b)", "-dog"]);
  });

  it("has a term added, or taken away where it is there", () => {
    expect(withTerm("rain", "kind:music")).toBe("rain kind:music");
    expect(withTerm("rain kind:music", "rain")).toBe("kind:music");
    expect(withTerm("a OR b", "c")).toBe("(a OR b) c");
  });

  it("is plain where every term stands for itself", () => {
    expect(isPlain("rain -dog (a OR b)")).toBe(true);
    expect(isPlain("a OR b")).toBe(false);
  });

  it("is kept among the last ones; what was only passed while it was typed is not", () => {
    expect(withSearch(["rai", "kind:music"], "rain", "rai")).toEqual(["rain", "kind:music"]);
    expect(withSearch(["kind:music", "rain"], "kind:music rain", "")).toEqual(["kind:music rain", "kind:music", "rain"]);
    expect(withSearch(["rain", "dog"], "dog", "")).toEqual(["dog", "rain"]);
  });

  it("is completed by fields, by values and by tags, in the middle too", () => {
    expect(complete("te", 2, known).choices).toEqual(["tempo:"]);
    expect(complete("rain kind:mu", 12, known)).toEqual({ start: 5, choices: ["kind:music"] });
    expect(complete('tag:bi', 6, known).choices).toEqual(['tag:"Bird song"']);
    expect(complete("-collection:st x", 14, known)).toEqual({ start: 0, choices: ['-collection:"Storm piece"'] });
    expect(complete("pi", 2, known).choices).toEqual(["tag:Piano"]);
    expect(complete("rain ", 5, known).choices).toEqual([]);
  });
});

describe("a folder", () => {
  it("that is chosen takes the place of another, and goes when it is chosen again", async () => {
    const { withFolder } = await import("../src/query.js");
    expect(withFolder("rain", "/sounds")).toBe('rain in:"/sounds"');
    expect(withFolder('rain in:"/sounds"', "/sounds/kit")).toBe('rain in:"/sounds/kit"');
    expect(withFolder('rain in:"/sounds"', "/sounds")).toBe("rain");
    expect(withFolder("rain OR snow", "/sounds")).toBe('(rain OR snow) in:"/sounds"');
  });
});
