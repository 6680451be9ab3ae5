#!/usr/bin/env python3
"""Renders excerpts of annotated scores for learning the key layer.

usage: render.py SCORES OUT COUNT [--seed N]

SCORES holds one folder a collection (pop909, lieder, quartets, mutopia, groove), each with NAME.mid and NAME.json
(fields key, key_ok, keys as the training material's README says). Writes OUT/NNNN.wav (mono, 22.05 kHz, 16 bit) and
OUT/index.json (file, song, collection, key after transposition, detune in cents, split). The split is by song.
Needs fluidsynth and the sound fonts named below; numpy and scipy.
"""
import argparse, hashlib, json, os, random, struct, subprocess, sys, tempfile
import numpy as np
from scipy.io import wavfile
from scipy.signal import butter, sosfilt

FONTS = ["/usr/share/sounds/sf2/TimGM6mb.sf2", "/usr/share/sounds/sf2/TimGM6mb.sf2", "/usr/share/sounds/sf2/FluidR3_GM.sf2"]
SHARES = {"pop909": 0.42, "lieder": 0.20, "quartets": 0.13, "mutopia": 0.25}
LEADS = [0, 4, 11, 22, 24, 25, 40, 41, 53, 56, 65, 68, 71, 73, 80, 81]
ACCOMPANIMENTS = [0, 0, 0, 1, 4, 5, 6, 16, 19, 24, 25, 26, 27, 48, 49, 61, 89]
BASSES = [32, 33, 34, 35, 38, 39]
NAMES = {"C": 0, "C#": 1, "Db": 1, "D": 2, "D#": 3, "Eb": 3, "E": 4, "F": 5, "F#": 6, "Gb": 6, "G": 7, "G#": 8, "Ab": 8, "A": 9, "A#": 10, "Bb": 10, "B": 11, "Cb": 11}
RATE = 22050


def read_midi(path):
    """All notes of a file as (start_s, end_s, part, note, velocity); part counts (track, channel) pairs, channel 9 is 'drum'."""
    data = open(path, "rb").read()
    division = struct.unpack(">H", data[12:14])[0]
    at, events, track = 14, [], 0
    while at + 8 <= len(data):
        size = struct.unpack(">I", data[at + 4 : at + 8])[0]
        at, end, tick, status = at + 8, at + 8 + size, 0, 0
        while at < end:
            delta = 0
            while True:
                byte = data[at]; at += 1
                delta = delta << 7 | byte & 127
                if byte < 128: break
            tick += delta
            if data[at] >= 128: status = data[at]; at += 1
            if status in (0xFF, 0xF0, 0xF7):
                kind = None
                if status == 0xFF: kind = data[at]; at += 1
                length = 0
                while True:
                    byte = data[at]; at += 1
                    length = length << 7 | byte & 127
                    if byte < 128: break
                if kind == 0x51: events.append((tick, 0, "tempo", int.from_bytes(data[at : at + 3], "big")))
                at += length
            elif status >> 4 in (0xC, 0xD): at += 1
            else:
                if status >> 4 in (8, 9):
                    on = status >> 4 == 9 and data[at + 1] > 0
                    events.append((tick, 2 if on else 1, "on" if on else "off", (track, status & 15, data[at], data[at + 1])))
                at += 2
        track += 1
    events.sort(key=lambda e: (e[0], e[1]))
    seconds, last, tempo, open_notes, notes = 0.0, 0, 500000, {}, []
    for tick, _, kind, value in events:
        seconds += (tick - last) * tempo / division / 1e6; last = tick
        if kind == "tempo": tempo = value; continue
        key = value[:3]
        if key in open_notes:
            start, velocity = open_notes.pop(key)
            notes.append((start, seconds, "drum" if key[1] == 9 else key[:2], key[2], velocity))
        if kind == "on": open_notes[key] = (seconds, value[3])
    return sorted(notes, key=lambda n: n[0])


def variable(n):
    out = [n & 127]
    while n > 127:
        n >>= 7; out.append(n & 127 | 128)
    return bytes(reversed(out))


def write_midi(path, notes, programs, bends, levels):
    """One track, one tick a millisecond. programs, bends and levels by channel."""
    events = []
    for channel, program in programs.items():
        if channel != 9: events.append((0, 0, bytes([0xC0 | channel, program])))
        bend = 8192 + int(round(bends * 8192 / 200))
        if channel != 9: events.append((0, 0, bytes([0xE0 | channel, bend & 127, bend >> 7])))
        events.append((0, 0, bytes([0xB0 | channel, 7, levels.get(channel, 100)])))
    for start, end, channel, note, velocity in notes:
        a, b = int(round(start * 1000)), max(int(round(start * 1000)) + 20, int(round(end * 1000)))
        events.append((a, 2, bytes([0x90 | channel, note, velocity])))
        events.append((b, 1, bytes([0x80 | channel, note, 0])))
    events.sort(key=lambda e: (e[0], e[1]))
    body, last = b"\0\xff\x51\x03" + (500000).to_bytes(3, "big"), 0
    for tick, _, message in events:
        body += variable(tick - last) + message; last = tick
    body += b"\0\xff\x2f\0"
    open(path, "wb").write(b"MThd" + struct.pack(">IHHH", 6, 0, 1, 500) + b"MTrk" + struct.pack(">I", len(body)) + body)


def choose_range(truth, length, draw):
    """Start of an excerpt in which the key of the song holds, or None."""
    key, total = truth["key"], truth.get("duration_s") or (truth["beats"][-1][0] if truth.get("beats") else 0)
    fit = []
    for a, b in truth.get("key_ok") or []:
        if b - a >= length: fit.append((a, b - length))
    if not truth.get("key_ok") and truth.get("keys"):
        for row in truth["keys"]:
            if row[2] == key and row[3] and row[1] - row[0] >= length: fit.append((row[0], row[1] - length))
    if total > length and draw.random() < 0.4: fit.append((0.0, 0.0))
    if not fit: return None
    a, b = draw.choice(fit)
    return draw.uniform(a, b)


def excerpt(scores, collection, name, drums, draw):
    truth = json.load(open(f"{scores}/{collection}/{name}.json"))
    length = draw.uniform(28, 45)
    start = choose_range(truth, length, draw)
    if start is None: return None
    shift, stretch = draw.randint(-6, 5), draw.uniform(0.85, 1.2)
    notes = [n for n in read_midi(f"{scores}/{collection}/{name}.mid") if n[1] > start - 1.5 and n[0] < start + length and n[2] != "drum"]
    if len(notes) < 40: return None
    parts = sorted({n[2] for n in notes})[:14]
    channels = {p: c for p, c in zip(parts, [c for c in range(16) if c != 9])}
    same = draw.choice(ACCOMPANIMENTS)
    if collection in ("pop909", "lieder") and draw.random() < 0.6:
        programs = {channels[p]: draw.choice(LEADS if i == 0 else ACCOMPANIMENTS) for i, p in enumerate(parts)}
    elif collection == "quartets": programs = {channels[p]: draw.choice([40, 41, 42, 48, 48, 71, 73]) for p in parts}
    else: programs = {channels[p]: same for p in parts}
    out = []
    for a, b, part, note, velocity in notes:
        if part not in channels: continue
        jitter = draw.gauss(0, 0.006)
        t0, t1 = (a - start) / stretch + 1.5 + jitter, (b - start) / stretch + 1.5 + jitter
        note = note + shift
        if 12 < note < 112: out.append((max(0, t0), max(0.03, t1), channels[part], note, velocity))
    if collection == "pop909" and draw.random() < 0.5:
        programs[14] = draw.choice(BASSES)
        for a, b, label in truth.get("chords") or []:
            if b > start and a < start + length and ":" in label and label.split(":")[0] in NAMES:
                note = 28 + (NAMES[label.split(":")[0]] + shift - 28) % 12
                step = (b - a) / draw.choice([1, 2, 4])
                t = a
                while t < b - 0.05:
                    if t > start: out.append(((t - start) / stretch + 1.5, (t + step * 0.9 - start) / stretch + 1.5, 14, note, 90))
                    t += step
    if drums and draw.random() < (0.55 if collection == "pop909" else 0.12):
        take = read_midi(f"{scores}/groove/{draw.choice(drums)}.mid")
        end = take[-1][0] if take else 0
        t = 0.0
        while end > 4 and t < length / stretch + 1.5:
            out += [(t + a, t + a + 0.1, 9, note, max(1, int(v * 0.9))) for a, _, _, note, v in take if t + a < length / stretch + 1.5]
            t += end + 0.3
        programs[9] = 0
    levels = {c: draw.randint(70, 127) for c in programs}
    levels[9] = draw.randint(50, 110)
    detune = draw.choice([0, 0, draw.uniform(-12, 12), draw.uniform(-49, 49)])
    tonic, mode = truth["key"].split()
    return out, programs, levels, detune, (NAMES[tonic] + shift) % 12, mode, length / stretch


def render(notes, programs, levels, detune, seconds, draw, out):
    with tempfile.TemporaryDirectory() as folder:
        midi, wav = f"{folder}/x.mid", f"{folder}/x.wav"
        write_midi(midi, notes, programs, detune, levels)
        subprocess.run(["fluidsynth", "-ni", "-q", "-r", str(RATE), "-g", "0.4", "-R", draw.choice("01"), "-C", "0", "-F", wav, draw.choice(FONTS), midi],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        x = wavfile.read(wav)[1].astype(np.float32)
    x = x.mean(axis=1) / 32768
    x = x[int(1.5 * RATE) : int((1.5 + seconds) * RATE)]
    rng = np.random.default_rng(draw.randrange(1 << 30))
    if draw.random() < 0.25: x = sosfilt(butter(2, draw.uniform(60, 250), "high", fs=RATE, output="sos"), x)
    if draw.random() < 0.25: x = sosfilt(butter(2, draw.uniform(1500, 6000), "low", fs=RATE, output="sos"), x)
    if draw.random() < 0.2: x = np.tanh(x * draw.uniform(3, 12))
    peak = np.abs(x).max()
    if not peak > 1e-4: return False
    x = x / peak * 10 ** (draw.uniform(-20, -0.5) / 20)
    if draw.random() < 0.3: x = x + rng.normal(0, 10 ** (draw.uniform(-60, -32) / 20), len(x))
    wavfile.write(out, RATE, np.clip(x * 32767, -32767, 32767).astype(np.int16))
    return True


def main():
    p = argparse.ArgumentParser()
    p.add_argument("scores"); p.add_argument("out"); p.add_argument("count", type=int); p.add_argument("--seed", type=int, default=1)
    a = p.parse_args()
    draw = random.Random(a.seed)
    os.makedirs(a.out, exist_ok=True)
    songs = {}
    for collection in SHARES:
        songs[collection] = {"major": [], "minor": []}
        for f in sorted(os.listdir(f"{a.scores}/{collection}")):
            if not f.endswith(".json"): continue
            truth = json.load(open(f"{a.scores}/{collection}/{f}"))
            if truth.get("key") and (collection != "pop909" or any(row[3] for row in truth["keys"])): songs[collection][truth["key"].split()[1]].append(f[:-5])
        print(collection, {m: len(s) for m, s in songs[collection].items()}, flush=True)
    drums = sorted(f[:-4] for f in os.listdir(f"{a.scores}/groove") if f.endswith(".mid"))
    index, n = [], 0
    while n < a.count:
        collection = draw.choices(list(SHARES), list(SHARES.values()))[0]
        mode = "minor" if draw.random() < 0.45 else "major"
        name = draw.choice(songs[collection][mode])
        got = excerpt(a.scores, collection, name, drums, draw)
        if got is None: continue
        notes, programs, levels, detune, tonic, mode, seconds = got
        file = f"{n:04d}.wav"
        if not render(notes, programs, levels, detune, seconds, draw, f"{a.out}/{file}"): continue
        held = int(hashlib.sha256(f"{collection}/{name}".encode()).hexdigest(), 16) % 4 == 0
        index.append({"file": file, "song": name, "collection": collection, "tonic": tonic, "mode": mode, "detune": detune, "split": "held" if held else "train"})
        n += 1
        if n % 20 == 0: json.dump(index, open(f"{a.out}/index.json", "w")); print(n, flush=True)
    json.dump(index, open(f"{a.out}/index.json", "w"))


if __name__ == "__main__":
    main()
