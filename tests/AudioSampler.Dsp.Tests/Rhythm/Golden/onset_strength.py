"""Writes onset_strength.txt: onset strength of a fixed signal, computed with numpy in double precision, frame by frame as the paper has it.

usage: python3 onset_strength.py > onset_strength.txt
One line a frame: full, low, mid, high.
"""
import numpy as np

RATE, N, HOP, RMS = 22050, 1024, 256, 0.1
t = np.arange(RATE // 2) / RATE
x = 0.5 * np.sin(2 * np.pi * 440 * t) * np.exp(-20 * np.mod(t, 0.125)) + 0.2 * np.sin(2 * np.pi * 3000 * t) * (t >= 0.25) + 0.3 * np.sin(2 * np.pi * 90 * t) * (t >= 0.375)

bins = []
for i in range(1000):
    hz = 27.5 * 2 ** (i / 12)
    if hz > min(10000, 0.45 * RATE):
        break
    b = round(hz / (RATE / N))
    if b >= 1 and b not in bins:
        bins.append(b)
filters = np.zeros((len(bins) - 2, N // 2 + 1))
for f, (left, centre, right) in enumerate(zip(bins, bins[1:], bins[2:])):
    for b in range(left + 1, right):
        filters[f, b] = (b - left) / (centre - left) if b <= centre else (right - b) / (right - centre)
centres = np.array(bins[1:-1]) * RATE / N

frames = -(-len(x) // HOP)
padded = np.concatenate([np.zeros(N // 2), x, np.zeros(N)])
window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(N) / N)
level = np.array([np.log1p(0.2 / RMS * filters @ np.abs(np.fft.rfft(padded[k * HOP : k * HOP + N] * window))) for k in range(frames)])
before = np.vstack([np.zeros((2, level.shape[1])), level[:-2]])
edge = np.pad(before, ((0, 0), (1, 1)), constant_values=-np.inf)
rise = np.maximum(0, level - np.maximum(np.maximum(edge[:, :-2], edge[:, 1:-1]), edge[:, 2:]))
low, high = centres < 200, centres >= 2000
for r in rise:
    print("%.6f %.6f %.6f %.6f" % (r.mean(), r[low].mean(), r[~low & ~high].mean(), r[high].mean()))
