#!/usr/bin/env python3
"""Writes shape.json: statistics of two spectra, in double precision straight from their definitions."""
import json
import pathlib

import numpy as np
import scipy.stats

RATE, FFT_LENGTH = 22050, 1024
rng = np.random.default_rng(4)
hz = np.arange(FFT_LENGTH // 2 + 1) * RATE / FFT_LENGTH


def spectrum(signal):
    return (np.abs(np.fft.rfft(np.hanning(FFT_LENGTH) * signal)) ** 2).astype(np.float32)


def contrast(power):
    edges = [0] + [int(np.ceil(f * FFT_LENGTH / RATE)) for f in 200.0 * 2 ** np.arange(10) if f < RATE / 2] + [power.size]
    result = []
    for a, b in zip(edges, edges[1:]):
        bins = np.sort(power[a:b])
        few = max(1, round(0.02 * bins.size))
        result.append(10 * np.log10(bins[-few:].mean() / bins[:few].mean()))
    return result


n = np.arange(FFT_LENGTH)
noise = rng.uniform(-1, 1, n.size)
signals = [noise, np.sin(0.2 * n) + 0.3 * np.sin(0.61 * n) + 1e-3 * noise]
cases = []
for power32 in map(spectrum, signals):
    power = power32.astype(np.float64)
    magnitude = np.sqrt(power)
    centroid = (magnitude * hz).sum() / magnitude.sum()
    cumulative = np.cumsum(power)
    cases.append({
        "power": [float(x) for x in power32],
        "centroid_hz": centroid,
        "bandwidth_hz": float(np.sqrt((magnitude * (hz - centroid) ** 2).sum() / magnitude.sum())),
        "rolloff_hz": float(hz[np.searchsorted(cumulative, 0.85 * cumulative[-1])]),
        "flatness": float(scipy.stats.gmean(power + 1e-10 * power.mean()) / power.mean()),
        "entropy": float(scipy.stats.entropy(power) / np.log(power.size)),
        "contrast_db": contrast(power),
    })
a, b = (np.sqrt(np.array(c["power"])) for c in cases)
flux = float(np.linalg.norm(a / np.linalg.norm(a) - b / np.linalg.norm(b)))
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps({"sample_rate": RATE, "fft_length": FFT_LENGTH, "cases": cases, "flux": flux}) + "\n")
