#!/usr/bin/env python3
"""Synthesises metronomes and plain drum patterns of exact tempo, as a complement to render.py: tempi and meters that scores rarely have.

usage: patterns.py OUT_DIR [--count N]
"""
import argparse, json, os
import numpy as np

RATE = 22050


def blip(rng, hz, decay, noise):
    t = np.arange(int(0.25 * RATE)) / RATE
    return (np.sin(2 * np.pi * hz * t) * (1 - noise) + rng.normal(0, 0.5, len(t)) * noise) * np.exp(-t * decay)


def kick(rng):
    t = np.arange(int(0.3 * RATE)) / RATE
    f = rng.uniform(45, 70) + rng.uniform(40, 120) * np.exp(-t * 40)
    return np.sin(2 * np.pi * np.cumsum(f) / RATE) * np.exp(-t * rng.uniform(12, 30))


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("out")
    ap.add_argument("--count", type=int, default=240)
    a = ap.parse_args()
    os.makedirs(a.out, exist_ok=True)
    truth = []
    for n in range(a.count):
        rng = np.random.default_rng(1000 + n)
        seconds = rng.uniform(15, 32)
        metronome = n % 3 == 0
        bar = int(rng.choice([1, 2, 3, 4], p=[0.25, 0.15, 0.25, 0.35])) if metronome else int(rng.choice([3, 4, 4, 2]))
        compound = not metronome and bar == 2
        low, high = (40, 225) if metronome else (50, 100) if compound else (65, 185)
        bpm = float(np.exp(rng.uniform(np.log(low), np.log(high))))
        x = np.zeros(int((seconds + 1) * RATE))

        def put(sound, time, level):
            i = int(round(time * RATE))
            if 0 <= i < len(x):
                k = min(len(sound), len(x) - i)
                x[i : i + k] += level * sound[:k]

        period, start = 60 / bpm, rng.uniform(0, 60 / bpm)
        if metronome:
            hz, decay, noise = rng.uniform(400, 3000), rng.uniform(20, 120), rng.choice([0, 0, 0.5, 1])
            normal, accent = blip(rng, hz, decay, noise), blip(rng, hz * rng.choice([0.5, 0.75, 1, 1.5]), decay, noise)
        else:
            parts = dict(k=kick(rng), s=blip(rng, rng.uniform(150, 250), rng.uniform(15, 40), 0.8), h=blip(rng, 8000, rng.uniform(40, 120), 1))
            hats = rng.choice([1, 2, 2, 4]) if not compound else 3
            four = bar == 4 and rng.random() < 0.3
            extra = rng.random() < 0.5
            bass = [blip(rng, f, 5, 0) for f in rng.uniform(50, 110, 4)]
            with_bass = rng.random() < 0.5
        beats = []
        k = 0
        while start + k * period < seconds:
            t, pos = start + k * period, k % bar
            beats.append((round(t, 4), pos + 1 if bar > 1 else 0))
            if metronome:
                put(accent if pos == 0 and bar > 1 else normal, t, 0.9 if pos == 0 and bar > 1 else rng.uniform(0.5, 0.55))
            else:
                jitter = lambda: rng.normal(0, 0.003)
                if pos == 0 or four or (bar == 4 and pos == 2):
                    put(parts["k"], t + jitter(), 0.8)
                if (bar == 4 and pos % 2 == 1) or (bar == 3 and pos > 0) or (compound and pos == 1):
                    put(parts["s"], t + jitter(), 0.4)
                for j in range(hats):
                    put(parts["h"], t + j * period / hats + jitter(), 0.12 if j else 0.18)
                if extra and pos == bar - 1 and k // bar % 2:
                    put(parts["k"], t + period / 2, 0.6)
                if with_bass and (pos == 0 or rng.random() < 0.4):
                    put(bass[(k // bar) % 4], t, 0.4)
            k += 1
        x = x[: int(seconds * RATE)]
        x *= 10 ** rng.uniform(-1.5, -0.1) / np.abs(x).max()
        x += rng.normal(0, 10 ** rng.uniform(-5, -2.7), len(x))
        name = f"{n:04d}_patterns"
        (np.clip(x, -1, 1) * 32767).astype("<i2").tofile(f"{a.out}/{name}.s16")
        ts = None if bar == 1 else "6/8" if compound else "2/4" if bar == 2 else f"{bar}/4"
        truth.append(dict(id=name, collection="patterns", song=name, bpm=round(bpm, 3), spread=0, time_signature=ts, beats=beats, drums=True))
    json.dump(truth, open(f"{a.out}/truth.json", "w"))


if __name__ == "__main__":
    main()
