#!/usr/bin/env python3
"""Writes chroma.json: chroma of a made-up signal by an independent implementation (numpy) of the method that ChromaExtractor documents."""
import json, os
import numpy as np

RATE, FRAME, HOP, GROUP, MIN_HZ, MAX_HZ = 22050, 8192, 4096, 3, 38.0, 3500.0
C1 = 440 * 2 ** (-45 / 12)
t = np.arange(5 * RATE) / RATE
x = np.zeros(len(t))
for i, chord in enumerate(((36, 60, 64, 67), (41, 60, 65, 69), (43, 59, 62, 67), (36, 60, 64, 67))):
    s = (t >= i * 1.25) & (t < (i + 1) * 1.25)
    for midi in chord:
        for h in (1, 2, 3, 4, 5):
            f = 440 * 2 ** ((midi - 69 + 0.17) / 12) * h
            x[s] += 0.1 / h * np.exp(-0.9 * (t[s] - i * 1.25)) * np.sin(2 * np.pi * f * t[s])
x = x.astype(np.float32).astype(np.float64)

frames = [x[a : a + FRAME] for a in range(0, len(x) - FRAME + 1, HOP)]
rest = x[len(frames) * HOP :]
if len(rest) > FRAME - HOP: frames.append(np.pad(rest, (0, FRAME - len(rest))))
window = np.hanning(FRAME + 1)[:-1]
peaks = []
for frame in frames:
    m = np.abs(np.fft.rfft(frame * window))
    found = []
    for k in range(max(1, int(np.ceil(MIN_HZ * FRAME / RATE))), int(MAX_HZ * FRAME / RATE) + 1):
        if not (m[k] > 1e-4 * m.max() and m[k] > m[k - 1] and m[k] >= m[k + 1]): continue
        low, high = max(0, min(int(k / 2**0.5), k - 12)), min(len(m), max(int(k * 2**0.5), k + 12) + 1)
        mean = m[low:high].mean()
        if m[k] < mean: continue
        a, b, c = np.log(np.maximum(m[k - 1 : k + 2], m[k] * 1e-4))
        curve = a - 2 * b + c
        o = np.clip(0.5 * (a - c) / curve, -0.5, 0.5) if curve < 0 else 0.0
        strength = np.log(np.exp(b - 0.25 * (a - c) * o) / mean / 2)
        if strength > 0: found.append(((k + o) * RATE / FRAME, strength))
    peaks.append(found)

line = lambda hz: int(np.clip(np.round(36 * np.log2(hz / (C1 / 2))), 0, 36 * 9 - 1))
kept, given_sum, kept_sum = [], 0.0, 0.0
for i, found in enumerate(peaks):
    near = {}
    for j in (i - 1, i + 1):
        for hz, s in peaks[j] if 0 <= j < len(peaks) else []: near[line(hz)] = max(near.get(line(hz), 0), s)
    now = []
    for hz, s in found:
        k = min(s, max(near.get(line(hz) + d, 0) for d in (-1, 0, 1)))
        given_sum += s; kept_sum += k
        if k > 0: now.append((hz, k))
    kept.append(now)

arrow = sum(s * np.exp(2j * np.pi * 12 * np.log2(hz / 440)) for now in kept for hz, s in now if hz > 130)
total = sum(s for now in kept for hz, s in now if hz > 130)
deviations = np.array([1200 * np.log2(hz / 440) % 100 for now in kept for hz, s in now if hz > 130])
strengths = np.array([s for now in kept for hz, s in now if hz > 130])
histogram = np.bincount(deviations.astype(int), strengths, minlength=100)
kernel = 11 - np.abs(np.arange(-10, 11))
near = np.array([[histogram[(c + d) % 100] for d in range(-10, 11)] for c in range(100)]) * kernel
mode = int(near.sum(axis=1).argmax())
cents = mode + 0.5 + (near[mode] @ np.arange(-10, 11)) / near[mode].sum()
cents -= 100 * np.round(cents / 100)

def add(fine, octaves, weight):
    p = octaves % 1 * 36
    b = int(p)
    fine[b % 36] += weight * (1 - (p - b)); fine[(b + 1) % 36] += weight * (p - b)

def fold(fine):
    d = np.arange(36)[None] / 3 - np.arange(12)[:, None] - cents / 100
    d = np.abs(d - 12 * np.round(d / 12))
    return np.where(d < 2 / 3, np.cos(np.pi / 2 * d * 1.5) ** 2, 0) @ fine

vectors = []
for g in range(0, len(kept), GROUP):
    bass, treble = np.zeros(36), np.zeros(36)
    for now in kept[g : g + GROUP]:
        for hz, s in now:
            if hz < 300: add(bass, np.log2(hz / C1), s * min(1, np.log2(300 / hz) / np.log2(300 / 170)))
            for h in range(1, 5):
                if hz / h >= 90: add(treble, np.log2(hz / h / C1), s * 0.6 ** (h - 1))
    vectors.append(np.concatenate([fold(bass), fold(treble)]).tolist())
out = {"vectors": vectors, "cents": float(cents), "concentration": float(abs(arrow) / total), "persistence": kept_sum / given_sum, "mean_strength": kept_sum / len(frames)}
json.dump(out, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "chroma.json"), "w"))
print(len(frames), cents)
