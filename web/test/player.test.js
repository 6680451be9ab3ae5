import { beforeEach, describe, expect, it, vi } from "vitest";

/** What was asked of audio elements, in order. @type {string[]} */
let asked = [];

class StubAudio extends EventTarget {
  static made = 0;
  name = `a${StubAudio.made++}`;
  readyState = 0;
  currentTime = 0;
  paused = true;
  ended = false;
  #src = "";
  get src() {
    return this.#src;
  }
  set src(value) {
    asked.push(`${this.name} loads ${value}`);
    this.#src = value;
  }
  pause() {
    asked.push(`${this.name} pauses`);
  }
  async play() {
    this.paused = false;
  }
  removeAttribute() {
    this.#src = "";
  }
}

/** Sound goes through it, but not in these tests. */
class StubContext {
  currentTime = 0;
  state = "running";
  destination = {};
  createMediaElementSource = () => ({ connect: () => {} });
  createGain = () => ({ connect: () => {}, gain: { cancelScheduledValues: () => {}, setValueAtTime: () => {}, linearRampToValueAtTime: () => {} } });
}

/** A player of its own, with nothing open. */
async function player() {
  vi.resetModules();
  StubAudio.made = 0;
  const made = (await import("../src/player.js")).player;
  asked = [];
  return made;
}

beforeEach(() => {
  vi.stubGlobal("location", { search: "", pathname: "/ui/" });
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
  vi.stubGlobal("document", { cookie: "" });
  vi.stubGlobal("addEventListener", () => {});
  vi.stubGlobal("Audio", StubAudio);
  vi.stubGlobal("AudioContext", StubContext);
});

describe("a sound that was made ready", () => {
  it("is opened without loading it again, and so is the one before it", async () => {
    const sut = await player();
    sut.open(1);
    sut.prepare(2);
    expect(asked).toEqual(["a0 loads /api/audio/1", "a1 loads /api/audio/2"]);
    sut.audio.currentTime = 7;
    asked = [];

    sut.open(2);
    expect(asked).toEqual(["a0 pauses"]);
    expect(sut.audio.src).toBe("/api/audio/2");

    sut.open(1);
    expect(asked).toEqual(["a0 pauses", "a1 pauses"]);
    expect(sut.audio.src).toBe("/api/audio/1");
    expect(sut.position).toBe(0);
  });

  it("tells nothing until its turn comes", async () => {
    const sut = await player();
    sut.open(1);
    const first = sut.audio;
    sut.prepare(2);
    sut.open(2);
    /** @type {string[]} */
    const told = [];
    for (const name of ["playing", "pause"]) sut.addEventListener(name, () => told.push(name));

    first.dispatchEvent(new Event("pause"));
    first.dispatchEvent(new Event("error"));
    expect(told).toEqual([]);
    expect(sut.problem).toBe("");

    sut.audio.dispatchEvent(new Event("playing"));
    expect(told).toEqual(["playing"]);
  });

  it("is loaded anew where it could not be had, and forgotten with all else", async () => {
    const sut = await player();
    sut.open(1);
    sut.prepare(2);
    const first = sut.audio;
    sut.open(2);
    const second = sut.audio;
    sut.open(1);
    second.dispatchEvent(new Event("error"));
    asked = [];
    sut.open(2);
    expect(asked).toEqual(["a0 loads /api/audio/2"]);
    expect(sut.audio).toBe(first);

    sut.prepare(3);
    sut.close();
    asked = [];
    sut.open(3);
    expect(asked).toEqual(["a0 loads /api/audio/3"]);
  });
});

describe("a loop", () => {
  /** @type {[string, (sut: any) => void][]} */
  const keys = [
    ["Space", (sut) => sut.toggle()],
    ["an arrow", (sut) => sut.go(2.5)],
    ["Enter", (sut) => sut.play(0)],
  ];
  it.each(keys)("is left by %s", async (_, press) => {
    const sut = await player();
    sut.open(1);
    sut.setLoop({ start_s: 2, end_s: 3 });
    expect(sut.loop).not.toBeNull();
    press(sut);
    expect(sut.loop).toBeNull();
  });

  it("is not left by a click within it", async () => {
    const sut = await player();
    sut.open(1);
    sut.setLoop({ start_s: 2, end_s: 3 });
    sut.seek(2.5);
    expect(sut.loop).not.toBeNull();
    sut.seek(4);
    expect(sut.loop).toBeNull();
  });
});

describe("a loop", () => {
  it("begins before its region and ends after it, as the settings say, also at the end of the file", async () => {
    vi.useFakeTimers();
    const sut = await player();
    const { settings } = await import("../src/settings.js");
    settings.set({ preRoll: 0.25, postRoll: 0.5 });
    sut.open(1);
    sut.setLoop({ start_s: 2, end_s: 4 });
    expect(sut.position).toBe(1.75);
    sut.audio.dispatchEvent(new Event("play"));
    for (const [at, then] of [[4.4, 4.4], [4.5, 1.75]]) {
      sut.audio.currentTime = at;
      vi.advanceTimersByTime(30);
      expect(sut.position).toBe(then);
    }
    sut.seek(4.4);
    expect(sut.loop).not.toBeNull();
    sut.audio.currentTime = 4.4;
    sut.audio.dispatchEvent(new Event("ended"));
    expect([sut.position, sut.loop?.start_s]).toEqual([1.75, 2]);
    sut.seek(4.6);
    expect(sut.loop).toBeNull();
    vi.useRealTimers();
  });

  it("is left by all that plays, stops or goes elsewhere by a key", async () => {
    const sut = await player();
    sut.open(1);
    for (const leave of [() => sut.toggle(), () => sut.stop(), () => sut.go(3), () => sut.play(0)]) {
      sut.setLoop({ start_s: 2, end_s: 4 });
      expect(sut.loop).not.toBeNull();
      leave();
      expect(sut.loop).toBeNull();
    }
  });
});
