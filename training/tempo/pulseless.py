#!/usr/bin/env python3
"""Synthesises sounds without a pulse: noises of several colours, drops at random, drones, glides, single hits.

usage: pulseless.py OUT_DIR [--count N]
"""
import argparse, os
import numpy as np

RATE = 22050


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("out")
    ap.add_argument("--count", type=int, default=70)
    a = ap.parse_args()
    os.makedirs(a.out, exist_ok=True)
    for n in range(a.count):
        rng = np.random.default_rng(5000 + n)
        seconds = rng.uniform(4, 25)
        size = int(seconds * RATE)
        t = np.arange(size) / RATE
        kind = n % 7
        noise = rng.normal(0, 1, size)
        if kind == 0:
            x = noise
        elif kind == 1:  # coloured
            spectrum = np.fft.rfft(noise) / np.maximum(1, np.arange(size // 2 + 1)) ** rng.uniform(0.3, 1)
            x = np.fft.irfft(spectrum, size)
        elif kind == 2:  # drops at random over a hiss
            x = 0.05 * noise
            for _ in range(int(rng.uniform(1, 80) * seconds)):
                i, k = rng.integers(0, size - 500), np.arange(500)
                x[i : i + 500] += rng.random() ** 2 * np.exp(-k / rng.uniform(20, 150)) * np.sin(2 * np.pi * rng.uniform(300, 6000) * k / RATE)
        elif kind == 3:  # drone
            f = rng.uniform(40, 500)
            x = sum(rng.random() * np.sin(2 * np.pi * f * h * t + rng.uniform(0, 6)) for h in range(1, int(rng.integers(2, 8)))) + 10 ** rng.uniform(-5, -1) * noise
        elif kind == 4:  # glide
            f0, f1 = np.exp(rng.uniform(np.log(30), np.log(9000), 2))
            f = f0 * (f1 / f0) ** (t / seconds) if rng.random() < 0.5 else f0 + (f1 - f0) * t / seconds
            x = np.sin(2 * np.pi * np.cumsum(f) / RATE) + 10 ** rng.uniform(-6, -2) * noise
        elif kind == 5:  # one or two hits
            x = 1e-4 * noise
            for _ in range(int(rng.integers(1, 3))):
                i = rng.integers(0, size // 2)
                k = np.arange(size - i) / RATE
                x[i:] += np.exp(-k * rng.uniform(2, 60)) * (np.sin(2 * np.pi * rng.uniform(60, 2000) * k) + rng.random() * rng.normal(0, 1, len(k)))
        else:  # wind: noise with slow changes of level
            level = np.interp(t, np.arange(0, seconds + 1), np.exp(rng.normal(0, 0.8, int(seconds) + 2))[: len(np.arange(0, seconds + 1))])
            x = np.convolve(noise, np.ones(20) / 20, "same") * level
        x *= 10 ** rng.uniform(-3, -0.1) / np.abs(x).max()
        (np.clip(x, -1, 1) * 32767).astype("<i2").tofile(f"{a.out}/{n:03d}_pulseless.s16")


if __name__ == "__main__":
    main()
