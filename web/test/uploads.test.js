import { expect, test } from "vitest";
import { uploadsSaid } from "../src/uploads.js";

test("says what became of each sound that was sent", () => {
  expect(uploadsSaid(1, [], 0)).toBe("It was sent, and is analysed.");
  expect(uploadsSaid(3, [], 0)).toBe("3 sounds were sent, and are analysed.");
  expect(uploadsSaid(2, [], 1)).toBe("2 sounds were sent, and are analysed. One could not be sent.");
});

test("names the sound that is there already", () => {
  expect(uploadsSaid(0, [{ path: "/sounds/rain/storm.wav" }], 0)).toBe("The same sound is here already, as storm.wav.");
  expect(uploadsSaid(0, [{ path: "C:\\sounds\\storm.wav" }], 0)).toContain("as storm.wav.");
  expect(uploadsSaid(2, [{ path: "/a.wav" }, { path: "/b.wav" }], 0)).toBe("2 sounds were sent, and are analysed. 2 sounds are here already, some under other names.");
});

test("names what was left out", () => {
  expect(uploadsSaid(1, [], 0, ["notes.txt"])).toBe("It was sent, and is analysed. notes.txt was left out: it is no sound.");
  expect(uploadsSaid(0, [], 0, ["a.txt", "b.jpg", "c.pdf", "d.txt"])).toBe("4 files that are no sounds were left out: a.txt, b.jpg, c.pdf, …");
});
