import { beforeAll, describe, expect, it, vi } from "vitest";

/** What was asked of the audio element. @type {string[]} */
const asked = [];

beforeAll(() => {
  vi.stubGlobal("location", { search: "", pathname: "/ui/" });
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
  vi.stubGlobal("document", { cookie: "" });
  vi.stubGlobal("addEventListener", () => {});
  vi.stubGlobal(
    "Audio",
    class extends EventTarget {
      readyState = 0;
      currentTime = 0;
      duration = NaN;
      paused = true;
      ended = false;
      seeking = false;
      load() {
        asked.push("load");
      }
      pause() {
        asked.push("pause");
      }
      removeAttribute() {}
    },
  );
});

/** A sound that is open, and a waveform's player for it with what it tells. */
async function watching() {
  const { player } = await import("../src/player.js");
  const { peaksPlayer } = await import("../src/peaks-player.js");
  player.open(7);
  const adapter = peaksPlayer(7, 12.5);
  /** @type {any[]} */
  const told = [];
  await adapter.init({ emit: (/** @type {any[]} */ ...event) => told.push(event) });
  return { player, adapter, told };
}

describe("the waveform's player", () => {
  it("follows a sound that is still on its way, without loading it again", async () => {
    const { player, adapter, told } = await watching();

    expect(adapter.getDuration()).toBe(12.5);
    player.audio.currentTime = 3;
    for (const name of ["playing", "timeupdate", "pause", "ended"]) player.audio.dispatchEvent(new Event(name));
    expect(told).toEqual([["player.playing", 3], ["player.timeupdate", 3], ["player.pause", 3], ["player.ended"]]);
    expect(asked).toEqual([]);

    adapter.seek(5);
    expect(player.position).toBe(5);
  });

  it("leaves another sound alone, and stops listening in the end", async () => {
    const { player, adapter, told } = await watching();

    player.open(8);
    player.audio.currentTime = 4;
    player.audio.dispatchEvent(new Event("timeupdate"));
    adapter.seek(1);
    expect(told).toEqual([]);
    expect(player.position).toBe(4);
    expect(adapter.getCurrentTime()).toBe(0);

    player.open(7);
    adapter.destroy();
    player.audio.dispatchEvent(new Event("timeupdate"));
    expect(told).toEqual([]);
  });
});
