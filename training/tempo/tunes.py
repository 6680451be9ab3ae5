#!/usr/bin/env python3
"""Makes up dance tunes and songs and renders them: the meters, tempi and plain textures (a melody alone, a melody over block chords or "boom-chuck", a band) that the annotated scores rarely have.

usage: tunes.py OUT_DIR [--count N] [--seed S]

A tune has two parts of eight bars, each of a few rhythmic cells that come back, over a chord progression that ends in a cadence; in a major, minor or modal scale. Nothing is taken from existing tunes.
Writes ID.s16 (mono, 22 050 Hz) and truth.json as render.py does, and needs what that needs.
"""
import argparse, json, os, random
import numpy as np
from render import CHORDS, play, warp

# meter: share, beats of a bar, divisions of a beat in the cells, lowest and highest tempo
METERS = {
    "2/4": (0.10, 2, 4, 68, 125), "3/4": (0.24, 3, 2, 75, 205), "4/4": (0.30, 4, 2, 65, 185), "6/8": (0.20, 2, 3, 45, 150),
    "9/8": (0.07, 3, 3, 50, 140), "12/8": (0.04, 4, 3, 45, 140), "5/4": (0.05, 5, 2, 80, 200),
}
SCALES = {"major": [0, 2, 4, 5, 7, 9, 11], "minor": [0, 2, 3, 5, 7, 8, 10], "dorian": [0, 2, 3, 5, 7, 9, 10], "mixolydian": [0, 2, 4, 5, 7, 9, 10]}
CELLS = {  # lengths in divisions, filling one beat; the second of each is its weight
    2: [([2], 4), ([1, 1], 5)],
    3: [([3], 3), ([2, 1], 5), ([1, 1, 1], 6), ([1, 2], 0.5)],
    4: [([4], 2), ([2, 2], 5), ([1, 1, 1, 1], 4), ([2, 1, 1], 3), ([1, 1, 2], 2), ([3, 1], 2)],
}
MELODY = [0, 6, 11, 15, 16, 19, 21, 22, 24, 25, 40, 41, 46, 53, 56, 60, 64, 65, 68, 71, 72, 73, 74, 75, 79, 80, 105, 109, 110]
BASSES = [32, 33, 34, 36, 38, 43, 58]


def weighted(rng, pairs):
    return rng.choices([p[0] for p in pairs], [p[1] for p in pairs])[0]


def rhythm(rng, beats, division, busy):
    """Lengths of the notes of a bar, in divisions; long notes may stand over several beats."""
    out, left = [], beats
    while left:
        if left >= 2 and rng.random() < 0.22 * (1 - busy):
            span = rng.choice([2, 2, min(left, 3)])
            out.append(span * division)
            left -= span
        elif left >= 2 and division == 2 and rng.random() < 0.2:
            out += [3, 1]  # dotted
            left -= 2
        elif left >= 2 and division == 2 and rng.random() < 0.05:
            out += [1, 2, 1]  # syncopated
            left -= 2
        else:
            cells = [(c, w * (len(c) ** (3 * busy - 1))) for c, w in CELLS[division]]
            out += weighted(rng, cells)
            left -= 1
    return out


def progression(rng, bars):
    """Degrees of the chords of a part, one a bar, with a cadence."""
    chords = [0]
    for bar in range(1, bars):
        if bar == bars - 1:
            chords.append(rng.choice([0, 0, 0, 4]))
        elif bar == bars - 2:
            chords.append(rng.choice([4, 4, 3, 6, 1]))
        else:
            chords.append(chords[-1] if rng.random() < 0.35 else weighted(rng, [(0, 4), (3, 3), (4, 3), (5, 2), (1, 1), (6, 1), (2, 0.5)]))
    return chords


def tune(rng, meter):
    """Notes of a melody as (beat, length in beats, degree, stress), the chords as one degree a bar, and the number of bars."""
    _, beats, division, _, _ = METERS[meter]
    busy = rng.random()
    parts, chords = [], []
    for _ in range(2):
        cells = [rhythm(rng, beats, division, busy) for _ in range(rng.choice([2, 2, 3]))]
        shape = rng.choice([[0, 1, 0, 1], [0, 0, 1, 0], [0, 1, 0, 2], [0, 1, 2, 1], [0, 0, 0, 1]])
        final = weighted(rng, [([beats * division], 2), ([division] * (beats - 1) + [division], 2), ([(beats - 1) * division, division] if beats > 1 else [division], 2)])
        harmony = progression(rng, 8)
        fast = rng.random() < 0.3 and beats in (2, 4)
        bars, degree = [], rng.choice([0, 2, 4, 7])
        contour = {}
        for bar in range(8):
            kind = shape[bar % 4] % len(cells)
            lengths = final if bar == 7 else cells[kind]
            notes, at = [], 0
            again = contour.get(kind) if rng.random() < 0.6 and bar != 7 else None
            steps = []
            for i, length in enumerate(lengths):
                chord = harmony[bar]
                strong = at % division == 0 and (at == 0 or rng.random() < 0.5)
                if again and i < len(again):
                    step = again[i]
                else:
                    step = weighted(rng, [(0, 1), (1, 4), (-1, 4), (2, 2), (-2, 2), (3, 0.7), (-3, 0.7), (4, 0.3), (-5, 0.2)])
                steps.append(step)
                degree += step
                if degree > 11: degree -= rng.choice([2, 4, 7])
                if degree < -4: degree += rng.choice([2, 4, 7])
                if strong and rng.random() < 0.75:
                    degree = min((chord + tone + 7 * octave for tone in (0, 2, 4) for octave in (-1, 0, 1)), key=lambda d: (abs(d - degree), rng.random()))
                notes.append((at / division, length / division, degree, 1.0 if at == 0 else 0.5 if at % division == 0 else 0.0))
                at += length
            contour.setdefault(kind, steps)
            bars.append(notes)
        parts.append(bars)
        chords.append([[c, rng.choice([3, 4, 5]) if fast and rng.random() < 0.4 else c] for c in harmony])
    order = [0, 0, 1, 1] * 4
    out, harmony, start = [], [], 0
    for which in order:
        for bar in range(8):
            out += [(start + at, length, degree, stress) for at, length, degree, stress in parts[which][bar]]
            harmony.append(chords[which][bar])
            start += beats
    return out, harmony


def accompany(rng, style, meter, harmony, pitch):
    """(beat, length, note, velocity, channel) of the accompaniment."""
    _, beats, division, _, _ = METERS[meter]
    out = []
    weak = {2: [1], 3: [1, 2], 4: [1, 3], 5: [1, 2, 4] if rng.random() < 0.5 else [1, 3, 4]}[beats]
    second = {4: 2, 5: 3, 2: None, 3: None}[beats]
    offbeats = meter == "2/4" and rng.random() < 0.6 or meter == "4/4" and rng.random() < 0.15
    inner = rng.choice([[0, 1, 2], [0, 2, 1], [2, 1, 0], [0, 1, 2, 1]])
    pattern = [rng.random() < 0.5 for _ in range(beats * division)]
    pattern[0] = True
    for bar, chords in enumerate(harmony):
        start = bar * beats
        def chord(at):
            d = chords[0] if at < beats / 2 else chords[1]
            return [pitch(d + tone, 48) for tone in (0, 2, 4)]
        def strike(at, length, velocity):
            for note in chord(at):
                out.append((start + at, length, note, velocity, 1))
        low = lambda at, fifth=False: pitch((chords[0] if at < beats / 2 else chords[1]) + (4 if fifth else 0), 36)
        if style == "block":
            if chords[0] == chords[1] or beats % 2: strike(0, beats * 0.97, 78)
            else: strike(0, beats * 0.48, 78); strike(beats // 2, beats * 0.48, 72)
        elif style == "halves":
            strike(0, beats * 0.48 if second is None else second * 0.95, 78)
            if second: strike(second, (beats - second) * 0.95, 70)
            elif beats == 2: strike(1, 0.95, 70)
        elif style == "beats":
            for b in range(beats): strike(b, 0.8, 80 if b == 0 else 66)
        elif style == "boom":
            if offbeats:
                for b in range(beats):
                    out.append((start + b, 0.45, low(b, b % 2 == 1), 88, 2)); strike(b + 0.5, 0.35, 66)
            elif division == 3 and rng.random() < 0.9:
                for b in range(beats):
                    out.append((start + b, 0.6, low(b, b % 2 == 1), 88 if b == 0 else 80, 2)); strike(b + 2 / 3, 0.3, 62)
            else:
                out.append((start, 0.9, low(0), 92, 2))
                if second: out.append((start + second, 0.9, low(second, True), 84, 2))
                for b in weak: strike(b, 0.6, 66)
        elif style == "broken":
            for k in range(beats * division):
                tones = chord(k // division)
                out.append((start + k / division, 1 / division, tones[inner[k % len(inner)]], 76 if k % division == 0 else 60, 1))
        elif style == "strum":
            for k in range(beats * division):
                if pattern[k]: strike(k / division, 0.9 / division, 80 if k == 0 else 72 if k % division == 0 else 56)
            if rng.random() < 0.5: out.append((start, 0.9, low(0), 84, 2))
        elif style == "drone":
            if bar % 4 == 0:
                for note in (pitch(0, 36), pitch(4, 36)): out.append((start, 4 * beats * 0.99, note, 70, 1))
    return out


def drums(rng, meter, bars):
    _, beats, division, _, _ = METERS[meter]
    hat, fine = rng.choice([42, 42, 44, 51, 70]), rng.choice([1, division, division])
    kicks = [0] + ([2] if beats == 4 else [3] if beats == 5 else [])
    snares = {2: [1], 3: [1, 2] if rng.random() < 0.6 else [2], 4: [1, 3], 5: [2, 4]}[beats]
    if beats == 4 and division == 2 and rng.random() < 0.2: kicks, snares = [0], [2]  # half time
    if beats == 4 and rng.random() < 0.15: kicks = [0, 1, 2, 3]
    extra = [b + 0.5 for b in range(beats) if rng.random() < 0.25] if division == 2 else []
    out = []
    for bar in range(bars):
        start = bar * beats
        out += [(start + b, 0.2, 36, 100, 9) for b in kicks + extra] + [(start + b, 0.2, rng.choice([38, 38, 38, 40]), 92, 9) for b in snares]
        out += [(start + k / fine, 0.1, hat, 72 if k % fine == 0 else 54, 9) for k in range(beats * fine)]
        if bar % 8 == 0 and rng.random() < 0.5: out.append((start, 0.5, 49, 90, 9))
        if bar % 8 == 7 and rng.random() < 0.5: out += [(start + beats - 1 + k / 4, 0.1, 45 + k, 84, 9) for k in range(4)]
    return out


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("out")
    ap.add_argument("--count", type=int, default=800)
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    os.makedirs(a.out, exist_ok=True)
    truth = []
    for number in range(a.count):
        rng = random.Random(a.seed * 100_003 + number)
        meter = weighted(rng, [(m, v[0]) for m, v in METERS.items()])
        _, beats, division, slowest, fastest = METERS[meter]
        bpm = float(np.exp(rng.uniform(np.log(slowest), np.log(fastest))))
        melody, harmony = tune(rng, meter)
        scale = SCALES[weighted(rng, [("major", 5), ("minor", 3), ("dorian", 1), ("mixolydian", 1)])]
        root = rng.randrange(12)
        def pitch(degree, base):
            octave, step = divmod(degree, 7)
            return base + (root if root < 7 else root - 12) + 12 * octave + scale[step]
        style = weighted(rng, [("none", 2), ("block", 4), ("halves", 2), ("beats", 1.5), ("boom", 4), ("broken", 2), ("strum", 2.5), ("drone", 0.7)])
        band = style not in ("none", "drone", "block") and rng.random() < 0.45
        high = rng.choice([60, 60, 72, 72, 67])
        swing = rng.uniform(0.02, 0.12) if division in (2, 4) and rng.random() < 0.2 else 0
        accent = rng.choice([0, 0, 6, 14, 22])
        notes = [(at, length, pitch(d, high), 84 + accent * stress + rng.gauss(0, 5), 0) for at, length, d, stress in melody]
        if rng.random() < 0.15:  # ornaments
            notes = [n for note in notes for n in ([(note[0] - 0.07, 0.06, note[2] + 2, note[3] - 15, 0), note] if rng.random() < 0.15 and note[0] > 0 else [note])]
        notes += accompany(rng, style, meter, harmony, pitch)
        if band: notes += drums(rng, meter, len(harmony))
        if rng.random() < 0.12 and style != "none": notes = [n for n in notes if n[4] != 0]  # backing alone
        period, length = 60 / bpm, rng.uniform(25, 45)
        first = rng.uniform(0, beats * 8)
        bend = warp(rng, length + 6, rng.choice([0, 0, 0.005, 0.01, 0.02, 0.04]) * (0.3 if band else 1))
        place = lambda beat: bend((beat - first) * period + 2)
        swung = lambda beat: beat + swing if swing and abs(beat % 1 - 0.5) < 0.01 else beat
        jitter = rng.choice([0, 0.003, 0.006, 0.012])
        human = lambda: rng.gauss(0, jitter) if jitter else 0
        stop = bend(length + 2)
        events = []
        for at, duration, note, velocity, channel in notes:
            begin = place(swung(at))
            if not 0 <= begin < stop or not 20 < note < 110: continue
            begin = max(0, begin + human())
            end = max(begin + 0.03, place(at + duration * 0.95))
            events.append((begin, bytes([0x90 | channel, note, max(1, min(127, int(velocity + rng.gauss(0, 4))))])))
            events.append((min(end, stop + 0.4), bytes([0x80 | channel, note, 64])))
        programs = {0: rng.choice(MELODY), 1: rng.choice(CHORDS + [21, 22, 46, 105]), 2: rng.choice(BASSES + [0, 24])}
        levels = {0: rng.randint(70, 127), 1: rng.randint(55, 115), 2: rng.randint(70, 120), 9: rng.randint(60, 115)}
        events += [(0, bytes([0xC0 | c, p])) for c, p in programs.items()] + [(0, bytes([0xB0 | c, 7, v])) for c, v in levels.items()]
        events += [(stop + 0.5, bytes([0xB0 | c, 120, 0])) for c in range(16)]
        ident = f"{number:04d}_tunes"
        start = bend(2.0)
        if not play(rng, events, ident, a.out, start, stop, number): continue
        times = [(round(place(b) - start, 4), b % beats + 1) for b in range(len(harmony) * beats) if start <= place(b) < stop]
        if len(times) < 8:
            os.remove(f"{a.out}/{ident}.s16")
            continue
        gaps = np.diff([t for t, _ in times])
        truth.append(dict(id=ident, collection="tunes", song=f"tune-{a.seed}-{number}", bpm=round(60 / float(np.median(gaps)), 3), spread=round(float(np.std(gaps) / np.mean(gaps)), 4),
                          time_signature=meter, beats=times, drums=band, style=style))
        if number % 50 == 0: print(number, len(truth), flush=True)
    json.dump(truth, open(f"{a.out}/truth.json", "w"))


if __name__ == "__main__":
    main()
