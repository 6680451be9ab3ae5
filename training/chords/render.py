#!/usr/bin/env python3
"""Renders excerpts with known chords and beats for learning the chord network.

usage: render.py SCORES OUT COUNT [--seed N]

SCORES holds the folders pop909 and groove, each with NAME.mid and NAME.json. Three excerpts in five are cut from POP909 (its labels),
two are composed here, as POP909 has few sevenths and diminished chords and hardly a stretch without a chord. Writes OUT/NNNN.wav (mono, 22.05 kHz,
16 bit) and OUT/index.json: file, song, split (by song; a composed piece counts as a song), beats [s], chords [[start_s, end_s, root, quality]],
root 0 to 11 after transposition, quality maj min 7 maj7 min7 dim N, or X where the label is none of these and is to be left out.
Needs fluidsynth, the sound fonts of ../key/render.py, numpy and scipy.
"""
import argparse, hashlib, json, os, random, sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "key"))
from render import ACCOMPANIMENTS, BASSES, LEADS, NAMES, read_midi, render

QUALITIES = {"maj": "maj", "min": "min", "7": "7", "9": "7", "13": "7", "11": "7", "maj7": "maj7", "maj9": "maj7", "min7": "min7", "min9": "min7",
             "min11": "min7", "dim": "dim", "dim7": "dim", "hdim7": "dim", "minmaj7": "min"}
TONES = {"maj": [0, 4, 7], "min": [0, 3, 7], "7": [0, 4, 7, 10], "maj7": [0, 4, 7, 11], "min7": [0, 3, 7, 10], "dim": [0, 3, 6]}
MAJOR = [(0, ["maj", "maj", "maj7"]), (2, ["min", "min7", "min7", "7"]), (4, ["min", "min7", "7"]), (5, ["maj", "maj7"]), (7, ["maj", "7", "7"]), (9, ["min", "min7", "7"]), (11, ["dim"]), (10, ["maj"]), (6, ["dim"]), (3, ["dim"])]
MINOR = [(0, ["min", "min", "min7"]), (2, ["dim"]), (3, ["maj", "maj7"]), (5, ["min", "min7", "maj"]), (7, ["7", "7", "min", "min7"]), (8, ["maj", "maj7"]), (10, ["maj", "7"]), (11, ["dim"]), (1, ["maj7"])]
LEAD = 1.5  # seconds rendered before the excerpt, so that held notes and the room are there


def drum_take(scores, drums, draw, at, end):
    """Notes of takes laid one after another over [at, end)."""
    out = []
    take = [n for n in read_midi(f"{scores}/groove/{draw.choice(drums)}.mid")]
    length = take[-1][0] if take else 0
    while length > 4 and at < end:
        out += [(at + a, at + a + 0.1, 9, note, max(1, int(v * 0.9))) for a, _, _, note, v in take if at + a < end]
        at += length + 0.3
    return out


def pop(scores, name, drums, draw):
    truth = json.load(open(f"{scores}/pop909/{name}.json"))
    length, shift, stretch = draw.uniform(28, 45), draw.randint(-6, 5), draw.uniform(0.8, 1.25)
    chords, beats = truth.get("chords") or [], [b[0] for b in truth["beats"]]
    if not chords or chords[-1][1] < length + 4: return None
    start = draw.uniform(0, chords[-1][1] - length)
    place = lambda t: (t - start) / stretch
    notes = [n for n in read_midi(f"{scores}/pop909/{name}.mid") if n[1] > start - LEAD and n[0] < start + length and n[2] != "drum"]
    if len(notes) < 40: return None
    parts = sorted({n[2] for n in notes})[:8]
    channels = {p: c for c, p in enumerate(parts)}
    programs = {channels[p]: draw.choice(LEADS if i == 0 else ACCOMPANIMENTS) for i, p in enumerate(parts)} if draw.random() < 0.7 else dict.fromkeys(channels.values(), 0)
    muted = channels[parts[0]] if draw.random() < 0.25 and len(parts) > 1 else None  # accompaniment alone
    out = []
    for a, b, part, note, velocity in notes:
        if part not in channels or channels[part] == muted: continue
        jitter = draw.gauss(0, 0.006)
        if 12 < note + shift < 112: out.append((max(0, place(a) + LEAD + jitter), max(0.03, place(b) + LEAD + jitter), channels[part], note + shift, velocity))
    labels = []
    bass = draw.random() < 0.5
    if bass: programs[14] = draw.choice(BASSES)
    for a, b, label in chords:
        if b <= start or a >= start + length: continue
        root, quality = (label.split(":") + [""])[:2]
        quality = QUALITIES.get(quality.split("/")[0], "X") if root in NAMES and quality else ("N" if label == "N" else "X")
        # with the melody left out or no piano a label of none can't be told from a rest: keep it, the notes are what they are
        labels.append([max(0, place(a)), min(length / stretch, place(b)), (NAMES.get(root, 0) + shift) % 12, quality])
        if bass and root in NAMES:
            note, step, t = 28 + (NAMES[root] + shift - 28) % 12, (b - a) / draw.choice([1, 2, 4]), a
            while t < b - 0.05:
                if t > start: out.append((place(t) + LEAD, place(t + step * 0.9) + LEAD, 14, note, 90))
                t += step
    if draw.random() < 0.55:
        out += drum_take(scores, drums, draw, 0.0, length / stretch + LEAD)
        programs[9] = 0
    return out, programs, labels, [place(b) for b in beats if start <= b < start + length], length / stretch


def composed(scores, drums, draw):
    bpm, beats_in_bar, seconds = draw.uniform(60, 170), draw.choice([4, 4, 4, 3]), draw.uniform(28, 45)
    beat, key, minor = 60 / bpm, draw.randrange(12), draw.random() < 0.45
    degrees = MINOR if minor else MAJOR
    scale = [(key + s) % 12 for s in ([0, 2, 3, 5, 7, 8, 10] if minor else [0, 2, 4, 5, 7, 9, 11])]
    programs = {0: draw.choice(ACCOMPANIMENTS), 1: draw.choice(LEADS), 2: draw.choice(ACCOMPANIMENTS)}
    bass, melody, pad = draw.random() < 0.75, draw.random() < 0.6, draw.random() < 0.35
    style, drummed = draw.choice(["block", "pulse", "arpeggio", "strum", "off"]), draw.random() < 0.5
    if bass: programs[14] = draw.choice(BASSES)
    out, labels, t, line, previous = [], [], 0.0, draw.randint(64, 76), None
    while t < seconds:
        if draw.random() < 0.06:
            span = draw.choice([2, 4, 4, 8]) * beat  # drums alone, or silence
            labels.append([t, min(seconds, t + span), 0, "N"]); t += span; continue
        while True:
            step, kinds = draw.choices(degrees, [4 if i in (0, 3, 4, 5) else 2 for i in range(len(degrees))])[0]
            chord = ((key + step) % 12, draw.choice(kinds))
            if draw.random() < 0.08: chord = (draw.randrange(12), draw.choice(list(TONES)))
            if chord != previous: break
        previous, count = chord, draw.choice([1, 2, 2, beats_in_bar, beats_in_bar, beats_in_bar, 2 * beats_in_bar])
        root, quality = chord
        tones = [(root + s) % 12 for s in TONES[quality]]
        low = draw.randint(46, 62)
        voiced = sorted(low + (p - low) % 12 for p in tones)
        if draw.random() < 0.4: voiced.append(voiced[0] + 12)
        if len(voiced) > 3 and draw.random() < 0.2: voiced = [v for v in voiced if v % 12 != (root + 7) % 12]
        end = t + count * beat
        labels.append([t, min(seconds, end), root, quality])
        velocity = draw.randint(60, 105)
        hit = lambda a, b, channel, note, v: out.append((a + LEAD + draw.gauss(0, 0.006), b + LEAD, channel, note, max(20, min(127, int(v + draw.gauss(0, 6))))))
        for k in range(count):
            at = t + k * beat
            if style == "block" and k == 0: [hit(at, end - 0.03, 0, v, velocity) for v in voiced]
            elif style == "pulse": [hit(at, at + 0.85 * beat, 0, v, velocity) for v in voiced]
            elif style == "off": [hit(at + beat / 2, at + 0.95 * beat, 0, v, velocity) for v in voiced]
            elif style == "strum" and k % 2 == 0: [hit(at + 0.015 * i, min(end, at + 1.9 * beat), 0, v, velocity) for i, v in enumerate(voiced)]
            elif style == "arpeggio":
                for half in range(2): hit(at + half * beat / 2, at + (half + 1.6) * beat / 2, 0, voiced[(2 * k + half) % len(voiced)], velocity)
        if pad: [hit(t, end - 0.02, 2, v, 60) for v in voiced]
        if bass:
            note = 28 + (root - 28) % 12
            if draw.random() < 0.12: note = 28 + (draw.choice(tones) - 28) % 12
            if draw.random() < 0.5: hit(t, end - 0.05, 14, note, 95)
            else:
                for k in range(count): hit(t + k * beat, t + (k + 0.8) * beat, 14, note if k % 2 == 0 or draw.random() < 0.6 else 28 + (root + 7 - 28) % 12, 95)
        if melody:
            at = t
            while at < end - 0.05:
                span = draw.choice([0.5, 0.5, 1, 1, 1.5]) * beat
                want = tones if draw.random() < 0.65 else scale
                near = [n for n in range(line - 7, line + 8) if n % 12 in want and 57 < n < 92]
                line = draw.choice(near) if near else 70
                if draw.random() < 0.85: hit(at, min(end, at + span) - 0.02, 1, line, 85)
                at += span
        t = end
    if drummed:
        out += drum_take(scores, drums, draw, LEAD, seconds + LEAD)
        programs[9] = 0
    out = [n for n in out if n[0] < seconds + LEAD + 0.1 and n[1] > n[0]]
    beats, at = [], 0.0
    while at < seconds: beats.append(at); at += beat
    return [(max(0, a), max(b, a + 0.03), *rest) for a, b, *rest in out], programs, labels, beats, seconds


def main():
    p = argparse.ArgumentParser()
    p.add_argument("scores"); p.add_argument("out"); p.add_argument("count", type=int); p.add_argument("--seed", type=int, default=1)
    a = p.parse_args()
    draw = random.Random(a.seed)
    os.makedirs(a.out, exist_ok=True)
    songs = sorted(f[:-5] for f in os.listdir(f"{a.scores}/pop909") if f.endswith(".json"))
    drums = sorted(f[:-4] for f in os.listdir(f"{a.scores}/groove") if f.endswith(".mid"))
    index = []
    while len(index) < a.count:
        if draw.random() < 0.6:
            song = draw.choice(songs)
            got, name = pop(a.scores, song, drums, draw), f"pop909/{song}"
        else: got, name = composed(a.scores, drums, draw), f"composed/{a.seed}-{len(index)}"
        if got is None: continue
        notes, programs, labels, beats, seconds = got
        levels = {c: draw.randint(70, 127) for c in programs}
        levels[9] = draw.randint(50, 110)
        detune = draw.choice([0, 0, draw.uniform(-12, 12), draw.uniform(-49, 49)])
        file = f"{len(index):04d}.wav"
        if not render(notes, programs, levels, detune, seconds, draw, f"{a.out}/{file}"): continue
        held = int(hashlib.sha256(name.encode()).hexdigest(), 16) % 4 == 0
        index.append({"file": file, "song": name, "split": "held" if held else "train", "beats": [round(b, 4) for b in beats],
                      "chords": [[round(s, 4), round(e, 4), r, q] for s, e, r, q in labels if e > s]})
        if len(index) % 20 == 0: json.dump(index, open(f"{a.out}/index.json", "w")); print(len(index), flush=True)
    json.dump(index, open(f"{a.out}/index.json", "w"))


if __name__ == "__main__":
    main()
