import { describe, expect, it } from "vitest";
import { entriesOf, filesOf } from "../src/dropped.js";

/** @param {string} name */
const file = (name) => /** @type {any} */ ({ isFile: true, name, file: (/** @type {any} */ found) => found(new File(["x"], name)) });

/** A folder whose reader gives two entries at once. @param {string} name @param {any[]} inner */
const folder = (name, ...inner) =>
  /** @type {any} */ ({
    isFile: false,
    name,
    createReader: () => {
      const left = [...inner];
      return { readEntries: (/** @type {any} */ found) => found(left.splice(0, 2)) };
    },
  });

/** @param {any[]} entries */
const names = async (entries) => (await filesOf(entries)).sounds.map((f) => f.name);

describe("filesOf", () => {
  it("takes what is dropped by itself whatever it is called", async () => {
    expect(await names([file("notes.txt"), new File(["x"], "b.wav")])).toEqual(["notes.txt", "b.wav"]);
  });

  it("takes the sounds of a folder and those in it, by name, and nothing else", async () => {
    const dropped = folder("trip", file("c.WAV"), file("cover.jpg"), folder("b-side", file("2.flac"), file("1.mp3")), file("a.ogg"), file("._a.ogg"));
    expect(await names([dropped])).toEqual(["a.ogg", "1.mp3", "2.flac", "c.WAV"]);
  });

  it("names what it left out, but not what is hidden", async () => {
    const dropped = await filesOf([folder("trip", file("c.wav"), file("cover.jpg"), file(".DS_Store")), new File(["x"], "notes.txt", { type: "text/plain" })]);
    expect(dropped.sounds.map((f) => f.name)).toEqual(["c.wav"]);
    expect(dropped.leftOut).toEqual(["cover.jpg", "notes.txt"]);
  });

  it("has nothing from an empty folder", async () => {
    expect(await names([folder("empty")])).toEqual([]);
  });

  it("fails where a folder cannot be read", async () => {
    const locked = { isFile: false, name: "x", createReader: () => ({ readEntries: (/** @type {any} */ _, /** @type {any} */ failed) => failed(new Error("no")) }) };
    await expect(filesOf([/** @type {any} */ (locked)])).rejects.toThrow("no");
  });
});

describe("entriesOf", () => {
  it("leaves out what is no file, and takes the file where there are no entries", () => {
    const plain = new File(["x"], "p.wav");
    const items = [{ kind: "string" }, { kind: "file", webkitGetAsEntry: () => null, getAsFile: () => plain }, { kind: "file", webkitGetAsEntry: () => file("e.wav"), getAsFile: () => null }];
    expect(entriesOf(/** @type {any} */ ({ items })).map((e) => e.name)).toEqual(["p.wav", "e.wav"]);
  });
});
