#!/usr/bin/env python3
"""Writes constant_q.json: the constant-Q transform by its definition, sample by sample, without any FFT or sparsity."""
import json, os
import numpy as np

RATE, MIN_HZ, PER_OCTAVE, COUNT = 22050, 110.0, 12, 36
Q = 1 / (2 ** (1 / PER_OCTAVE) - 1)
SIZE = 1 << int(np.ceil(np.log2(np.ceil(Q * RATE / MIN_HZ))))
t = np.arange(SIZE) / RATE
x = sum(a * np.cos(2 * np.pi * f * t + p) for f, a, p in ((110, 0.3, 0.1), (277.18, 0.5, 1.0), (331.0, 0.2, 2.0), (700.0, 0.25, -1.0))) + 0.1 * np.exp(-t * 8) * np.sin(2 * np.pi * 500 * t * t)
out = []
for k in range(COUNT):
    f = MIN_HZ * 2 ** (k / PER_OCTAVE)
    n = min(SIZE, int(np.ceil(Q * RATE / f)))
    w = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(n) / n)
    start = (SIZE - n) // 2
    i = np.arange(start, start + n)
    v = 2 / w.sum() * np.sum(w * x[i] * np.exp(-2j * np.pi * f / RATE * (i - SIZE / 2)))
    out.append([float(v.real), float(v.imag)])
json.dump({"frame_samples": SIZE, "bins": out}, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "constant_q.json"), "w"))
