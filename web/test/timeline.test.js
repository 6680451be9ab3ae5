import { describe, expect, it } from "vitest";
import { atRatio, beats, beatsInSight, contentTimeline, kindsOf, noteOnsets, samplesPerPixel, zoomLevel, transitionsOf } from "../src/timeline.js";

const document = {
  file: { duration_s: 10 },
  regions: [
    {
      id: "a-r1",
      start_s: 1,
      end_s: 4,
      analyses: {
        content: { status: "ok", result: { segments: [{ start_s: 1, end_s: 4, kind: "speech", label: "Speech", confidence: 0.9 }] } },
        notes: { status: "ok", result: { notes: [{ start_s: 1.25, end_s: 2, midi: 60 }] } },
        tempo: { status: "ok", result: { beats_s: [1, 1.5, 2], downbeats_s: [1] } },
      },
    },
    { id: "a-r2", start_s: 6, end_s: 10, analyses: { content: { status: "failed", error: { code: "timed_out", message: "too slow" } } } },
  ],
};

describe("timeline", () => {
  it("knows where notes begin, and that nothing is known where they failed", () => {
    expect(noteOnsets(document)).toEqual([1.25]);
  });

  it("has no gaps: silence stands between regions, and a failed analysis says so", () => {
    const timeline = contentTimeline(document);
    expect(timeline.map((s) => [s.start_s, s.end_s, s.kind])).toEqual([
      [0, 1, "silence"],
      [1, 4, "speech"],
      [4, 6, "silence"],
      [6, 10, "unknown"],
    ]);
    expect(timeline[3].label).toBe("Not analysed");
  });

  it("marks the first beat of each bar", () => {
    expect(beats(document)).toEqual([
      { time_s: 1, down: true },
      { time_s: 1.5, down: false },
      { time_s: 2, down: false },
    ]);
  });

  it("keeps the waveform of a long file small", () => {
    expect([10, 60, 300, 1200].map((s) => samplesPerPixel(44_100 * s, s))).toEqual([32, 64, 128, 256]);
    const threeHours = 44_100 * 3 * 3600;
    expect(threeHours / samplesPerPixel(threeHours, 3 * 3600)).toBeLessThanOrEqual(500_000);
  });
});

describe("kinds of a timeline", () => {
  it("join neighbours of one kind, and nothing else", () => {
    const part = (/** @type {number} */ start_s, /** @type {string} */ kind, /** @type {string} */ label) => ({ start_s, end_s: start_s + 1, kind, label, confidence: 0.5 });
    const timeline = [part(0, "music", "Piano"), part(1, "music", "Guitar"), part(2, "speech", "Speech"), part(3, "music", "Piano")];

    expect(kindsOf(timeline)).toEqual([
      { start_s: 0, end_s: 2, kind: "music" },
      { start_s: 2, end_s: 3, kind: "speech" },
      { start_s: 3, end_s: 4, kind: "music" },
    ]);
    expect(timeline[0].end_s).toBe(1);
  });
});

describe("beats in sight", () => {
  // 2 a second for an hour, every fourth the first of a bar
  const all = Array.from({ length: 7200 }, (_, i) => ({ time_s: i / 2, down: i % 4 === 0 }));

  it("are those of the view", () => {
    const shown = beatsInSight(all, { start: 100, end: 110 }, 1000);
    expect([shown[0].time_s, shown.at(-1)?.time_s, shown.length]).toEqual([100, 110, 21]);
  });

  it("are the first of each bar alone where all would stand too close", () => {
    const shown = beatsInSight(all, { start: 0, end: 400 }, 1000);
    expect(shown.every((beat) => beat.down)).toBe(true);
    expect(shown.at(-1)?.time_s).toBe(400);
  });

  it("are none where even those would", () => expect(beatsInSight(all, { start: 0, end: 3600 }, 1000)).toEqual([]));
});

describe("beats of a tempo that the user set", () => {
  const found = [0, 1, 2, 3, 4].map((time_s) => ({ time_s: time_s / 2, down: time_s % 4 === 1 }));

  it("are twice as many at twice the tempo, the first of a bar where it was", () => {
    const doubled = atRatio(found, 2.01);
    expect(doubled.map((beat) => beat.time_s)).toEqual([0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]);
    expect(doubled.filter((beat) => beat.down).map((beat) => beat.time_s)).toEqual([0.5]);
  });

  it("are every second at half of it, from the first of a bar", () => expect(atRatio(found, 0.5).map((beat) => beat.time_s)).toEqual([0.5, 1.5]));

  it("stay as they were found at any other", () => {
    for (const ratio of [1, 1.3, 0.7, 7]) expect(atRatio(found, ratio)).toBe(found);
  });

  it("are drawn so where a region's tempo was corrected", () => {
    const tempo = { status: "ok", result: { bpm: 60, beats_s: [0, 1, 2], downbeats_s: [0] } };
    const document = { regions: [{ overrides: { "tempo.bpm": 120 }, analyses: { tempo } }, { analyses: { tempo } }] };
    expect(beats(document).map((beat) => beat.time_s)).toEqual([0, 0.5, 1, 1.5, 2, 0, 1, 2]);
  });
});

describe("transitionsOf", () => {
  /** @param {[number, number, string][]} parts */
  const timeline = (...parts) => parts.map(([start_s, end_s, label]) => ({ start_s, end_s, label, kind: label === "Silence" ? "silence" : "environment", confidence: null }));

  it("names what turns into something else, also across a short silence", () => {
    expect(transitionsOf(timeline([0, 5, "Rain"], [5, 6, "Silence"], [6, 9, "Thunder"], [9, 12, "Wind"]))).toEqual([null, null, "Rain", "Thunder"]);
  });

  it("knows no transition across a long silence, nor to the same", () => {
    expect(transitionsOf(timeline([0, 5, "Rain"], [5, 15, "Silence"], [15, 19, "Thunder"], [19, 20, "Thunder"]))).toEqual([null, null, null, null]);
  });
});

describe("zoom levels", () => {
  it("go on from one to the next, though lengths are rounded to pixels on the way", () => {
    const total = 10893.3;
    let shown = total;
    for (let level = 1; level <= 8; level++) {
      expect(zoomLevel(total, shown, 1)).toBe(level);
      shown = (total / 2 ** level) * 0.99;
    }
    for (let level = 7; level >= 0; level--) {
      expect(zoomLevel(total, shown, -1)).toBe(level);
      shown = (total / 2 ** level) * 1.01;
    }
  });

  it("are found again from a stretch of any length, closer or wider, and end at the whole", () => {
    expect(zoomLevel(100, 30, 1)).toBe(2);
    expect(zoomLevel(100, 30, -1)).toBe(1);
    expect(zoomLevel(100, 100, -1)).toBe(0);
  });
});
