#!/usr/bin/env python3
"""Writes mel.json: mel banks applied to a random spectrum, as dense matrices made straight from the definition."""
import json
import math
import pathlib

import numpy as np


def htk(hz):
    return 2595 * math.log10(1 + hz / 700)


def htk_back(mel):
    return 700 * (10 ** (mel / 2595) - 1)


def slaney(hz):
    return hz * 3 / 200 if hz < 1000 else 15 + 27 * math.log(hz / 1000, 6.4)


def slaney_back(mel):
    return mel * 200 / 3 if mel < 15 else 1000 * 6.4 ** ((mel - 15) / 27)


def bank(rate, fft_length, bands, low, high, scale, area, straight_in_mel):
    to_mel, to_hz = (htk, htk_back) if scale == "Htk" else (slaney, slaney_back)
    mels = np.linspace(to_mel(low), to_mel(high), bands + 2)
    edges = np.array([to_hz(m) for m in mels])
    bins = np.arange(fft_length // 2 + 1) * rate / fft_length
    axis, points = (np.array([to_mel(b) for b in bins]), mels) if straight_in_mel else (bins, edges)
    rows = []
    for left, centre, right, left_hz, right_hz in zip(points, points[1:], points[2:], edges, edges[2:]):
        row = np.interp(axis, [left, centre, right], [0, 1, 0], left=0, right=0)
        rows.append(row * (2 / (right_hz - left_hz) if area else 1))
    return np.array(rows)


rng = np.random.default_rng(2)
spectrum = rng.uniform(0, 1, 257).astype(np.float32)
cases = []
for scale, area, straight, bands, low, high in [
    ("Slaney", True, False, 40, 0, 11025), ("Htk", False, False, 40, 0, 11025), ("Slaney", False, True, 17, 60, 7000),
    ("Htk", True, True, 64, 20, 8000), ("Htk", False, True, 128, 0, 10000),
]:
    matrix = bank(22050, 512, bands, low, high, scale, area, straight)
    cases.append({"scale": scale, "area_normalised": area, "straight_in_mel": straight, "band_count": bands, "lowest_hz": low,
                  "highest_hz": high, "empty_bands": int((matrix.sum(axis=1) == 0).sum()),
                  "bands": [float(f"{x:.7g}") for x in matrix @ spectrum.astype(np.float64)]})
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps({"sample_rate": 22050, "fft_length": 512, "spectrum": [float(x) for x in spectrum], "cases": cases}) + "\n")
