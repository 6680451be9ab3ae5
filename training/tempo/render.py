#!/usr/bin/env python3
"""Renders excerpts of the annotated training scores for learning the tempo weights.

usage: render.py SCORES_DIR OUT_DIR [--count N] [--seed S]

SCORES_DIR holds NAME.zip with FILE.mid and FILE.json (beats with bar positions, meter). Each excerpt gets a random
stretch, jitter, slow tempo changes, instruments and sound font, half of the pop songs a drum take. Writes ID.s16 (mono, 22 050 Hz)
and truth.json. Needs fluidsynth, fluid-soundfont-gm, timgm6mb-soundfont, numpy. Nottingham (GPL) is left out of what is learnt from.
"""
import argparse, bisect, json, os, random, struct, subprocess, sys, zipfile
import numpy as np

FONTS = ["/usr/share/sounds/sf2/FluidR3_GM.sf2", "/usr/share/sounds/sf2/TimGM6mb.sf2"]
RATE = 22050
MIX = {"pop909": 0.28, "groove": 0.20, "lieder": 0.22, "quartets": 0.12, "mutopia": 0.18}
LEADS = [0, 4, 11, 22, 24, 25, 40, 41, 53, 56, 65, 68, 71, 73, 80, 81]
CHORDS = [0, 0, 1, 4, 5, 16, 24, 25, 26, 27, 48, 49, 61]


def varlen(data, i):
    v = 0
    while True:
        b = data[i]
        i += 1
        v = v << 7 | b & 127
        if b < 128:
            return v, i


def midi_events(data):
    """(seconds, channel message bytes) of a standard MIDI file, in order."""
    division = struct.unpack(">H", data[12:14])[0]
    i, raw, tempi = 14, [], []
    while i < len(data):
        length = struct.unpack(">I", data[i + 4 : i + 8])[0]
        end, i, tick, status = i + 8 + length, i + 8, 0, 0
        while i < end:
            delta, i = varlen(data, i)
            tick += delta
            if data[i] >= 128:
                status = data[i]
                i += 1
            if status == 255:
                kind = data[i]
                n, i = varlen(data, i + 1)
                if kind == 81:
                    tempi.append((tick, int.from_bytes(data[i : i + n], "big")))
                i += n
            elif status in (240, 247):
                n, i = varlen(data, i)
                i += n
            else:
                n = 1 if status >> 4 in (12, 13) else 2
                raw.append((tick, bytes([status]) + data[i : i + n]))
                i += n
        i = end
    tempi.sort()
    raw.sort(key=lambda e: e[0])
    out, t, last, us, k = [], 0.0, 0, 500000, 0
    for tick, message in raw:
        while k < len(tempi) and tempi[k][0] <= tick:
            t += (tempi[k][0] - last) * us / division / 1e6
            last, us = tempi[k]
            k += 1
        t += (tick - last) * us / division / 1e6
        last = tick
        out.append((t, message))
    return out


def write_midi(events, path):
    def vl(n):
        out = [n & 127]
        while n > 127:
            n >>= 7
            out.append(n & 127 | 128)
        return bytes(reversed(out))

    body, last = b"\x00\xff\x51\x03\x07\xa1\x20", 0
    for t, message in sorted(events, key=lambda e: e[0]):
        tick = max(last, round(t * 1000))
        body += vl(tick - last) + message
        last = tick
    body += b"\x00\xff\x2f\x00"
    open(path, "wb").write(b"MThd" + struct.pack(">IHHH", 6, 0, 1, 500) + b"MTrk" + struct.pack(">I", len(body)) + body)


def excerpt(events, start, end):
    """Events of [start, end), with the program and controllers that hold at the start."""
    head, body = {}, []
    for t, m in events:
        kind = m[0] >> 4
        if t < start:
            if kind == 12:
                head[m[0]] = m
            elif kind == 11 and m[1] in (7, 10, 11, 64):
                head[m[:2]] = m
        elif t < end and kind in (8, 9, 11, 12, 14):
            body.append((t, m))
    return [(start, m) for m in head.values()] + body


def take_drums(rng, archive, index, beats, meter):
    """A drum take of the same meter, warped onto the beats; begins on a downbeat."""
    downs = [i for i, b in enumerate(beats) if b[1] == 1]
    bpm = 60 / np.median(np.diff([b[0] for b in beats]))
    fits = [s for s in index if s["time_signature"] == meter and any(0.72 < bpm * f / s["bpm"] < 1.38 for f in (1, 2))]
    if not fits or not downs:
        return []
    song = rng.choice(fits)
    double = 2 if not 0.72 < bpm / song["bpm"] < 1.38 else 1
    drums = midi_events(archive.read(song["file"] + ".mid"))
    period, out = 60 / song["bpm"], []
    for t, m in drums:
        if m[0] >> 4 in (8, 9):
            b = t / period / double + downs[0]
            i = int(b)
            if i + 1 < len(beats):
                out.append((beats[i][0] + (b - i) * (beats[i + 1][0] - beats[i][0]), bytes([m[0] & 0xF0 | 9]) + m[1:]))
    return out


def warp(rng, seconds, depth):
    """A monotone time map with slow tempo changes of about the given relative depth."""
    n = int(seconds) + 4
    steps = np.array([rng.gauss(0, 1) for _ in range(n)])
    kernel = np.hanning(rng.choice([5, 7, 11]) + 2)[1:-1]
    smooth = np.convolve(steps, kernel / np.sqrt((kernel**2).sum()), "same")
    rate = np.exp(depth * smooth)
    grid = np.concatenate([[0], np.cumsum(rate)])
    return lambda t: float(np.interp(t, np.arange(n + 1), grid)) if t < n else float(grid[-1] + t - n)


def play(rng, events, ident, folder, start, end, seed):
    """Renders [start, end) with a drawn font, room, distortion and noise to ID.s16; False where that fails or nothing sounds."""
    mid, wav = f"{folder}/{ident}.mid", f"{folder}/{ident}.raw"
    write_midi(events, mid)
    font = rng.choice(FONTS)
    reverb = rng.random() < 0.6
    run = ["fluidsynth", "-niq", "-g", "0.5", "-r", str(RATE), "-R", "1" if reverb else "0", "-C", "0", "-o", "synth.dynamic-sample-loading=1",
           "-O", "s16", "-T", "raw", "-F", wav, font, mid]
    try:
        subprocess.run(run, check=True, timeout=60, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except subprocess.SubprocessError as error:
        print(ident, error, file=sys.stderr, flush=True)
        return False
    pcm = np.fromfile(wav, "<i2").astype(np.float32).reshape(-1, 2)
    os.remove(wav)
    os.remove(mid)
    mono = pcm.mean(1)[int(start * RATE) : int(end * RATE)] / 32768
    if len(mono) < 8 * RATE or np.abs(mono).max() < 1e-3:
        return False
    mono *= 0.7 / np.abs(mono).max()
    if rng.random() < 0.3:
        mono = np.tanh(mono * rng.uniform(1.5, 4))
        mono *= 0.8 / np.abs(mono).max()
    if rng.random() < 0.4:
        mono = mono + np.random.default_rng(seed).normal(0, 10 ** rng.uniform(-4, -2), len(mono)).astype(np.float32)
    (np.clip(mono, -1, 1) * 32767).astype("<i2").tofile(f"{folder}/{ident}.s16")
    return True


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("scores")
    ap.add_argument("out")
    ap.add_argument("--count", type=int, default=1200)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--only", help="one collection alone; nottingham, to measure on what nothing was learnt from")
    a = ap.parse_args()
    rng = random.Random(a.seed)
    os.makedirs(a.out, exist_ok=True)
    mix = {a.only: 1.0} if a.only else MIX
    index = {n: json.load(open(f"{a.scores}/{n}.index.json"))["songs"] for n in {**mix, "groove": 1}}
    archive = {n: zipfile.ZipFile(f"{a.scores}/{n}.zip") for n in index}
    pool = {n: [s for s in index[n] if (n != "pop909" or s.get("beat_hit", 1) >= 0.7)] for n in mix}
    jobs = []
    for n, share in mix.items():
        k = int(a.count * share)
        songs = pool[n][:]
        rng.shuffle(songs)
        jobs += [(n, songs[i % len(songs)]) for i in range(k)]
    rng.shuffle(jobs)
    truth = []
    for number, (name, song) in enumerate(jobs):
        meta = json.loads(archive[name].read(song["file"] + ".json"))
        events = midi_events(archive[name].read(song["file"] + ".mid"))
        beats = [b for b in meta["beats"]]
        if len(beats) < 16:
            continue
        length = rng.uniform(25, 45)
        stretch = rng.uniform(0.75, 1.35)
        first, last = beats[0][0], beats[-1][0]
        want = length / stretch
        start = first + rng.random() * max(0, last - first - want) - 0.3 * rng.random()
        end = min(start + want, last + 1)
        inside = [b for b in beats if start <= b[0] < end]
        if len(inside) < 12:
            continue
        drummed = False
        part = excerpt(events, start - 2 / stretch, end)
        programs = rng.random() < (0.75 if name != "groove" else 0)
        if name in ("pop909", "mutopia") and meta["time_signature"] in ("4/4", "3/4") and rng.random() < (0.55 if name == "pop909" else 0.2):
            drums = take_drums(rng, archive["groove"], index["groove"], inside, meta["time_signature"])
            drummed = bool(drums)
            part += drums
        depth = 0.0 if name in ("groove",) or drummed else rng.choice([0.0, 0.01, 0.02, 0.04, 0.08]) * (0.3 if name == "pop909" else 1)
        jitter = 0 if name in ("pop909", "groove") else rng.uniform(0.003, 0.012)
        bend = warp(rng, length + 6, depth)
        place = lambda t: bend((t - start) * stretch + 2)
        mapped, pick = [], {}
        for t, m in part:
            kind, channel = m[0] >> 4, m[0] & 15
            if programs and channel != 9:
                if kind == 12:
                    continue
                if channel not in pick:
                    pick[channel] = rng.choice(LEADS if not pick else CHORDS)
            mapped.append((max(0, place(t) + (rng.gauss(0, jitter) if kind in (8, 9) and jitter else 0)), m))
        mapped += [(0, bytes([0xC0 | c, p])) for c, p in pick.items()]
        silence = place(end) + 0.5  # hanging notes would keep the synthesiser going for ever
        mapped = [e for e in mapped if e[0] < silence] + [(silence, bytes([0xB0 | c, 120, 0])) for c in range(16)]
        ident = f"{number:04d}_{name}"
        if not play(rng, mapped, ident, a.out, place(start), place(end), number):
            continue
        offset = place(start)
        times = [(round(place(b[0]) - offset, 4), b[1]) for b in inside]
        gaps = np.diff([t for t, _ in times])
        meters = [m for t, m in meta["meters"] if t < end] or [None]
        changes = [m for t, m in meta["meters"] if start < t < end]
        truth.append(dict(id=ident, collection=name, song=meta["id"], bpm=round(60 / float(np.median(gaps)), 3), spread=round(float(np.std(gaps) / np.mean(gaps)), 4),
                          time_signature=None if changes or (name == "pop909" and meta["time_signature"] is None) else meters[-1], beats=times, drums=drummed or name == "groove"))
        if number % 50 == 0:
            json.dump(truth, open(f"{a.out}/truth.json", "w"))
            print(number, len(truth), flush=True)
    json.dump(truth, open(f"{a.out}/truth.json", "w"))


if __name__ == "__main__":
    main()
