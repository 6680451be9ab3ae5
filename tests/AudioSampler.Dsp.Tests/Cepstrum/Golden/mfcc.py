#!/usr/bin/env python3
"""Writes mfcc.json: coefficients by scipy.fft.dct of mel bands in decibels, and slopes by scipy.signal.savgol_filter."""
import json
import pathlib

import numpy as np
import scipy.fft
import scipy.signal

rng = np.random.default_rng(3)
bands = (10 ** rng.uniform(-11, 2, 40)).astype(np.float32)
decibels = 10 * np.log10(np.maximum(bands.astype(np.float64), 1e-10))
frames = rng.normal(size=(23, 3)).astype(np.float32)
slopes = scipy.signal.savgol_filter(frames.astype(np.float64), 9, polyorder=1, deriv=1, axis=0, mode="nearest")


def short(values):
    return [float(f"{x:.7g}") for x in np.ravel(values)]


path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps({
    "bands": [float(x) for x in bands], "coefficients": short(scipy.fft.dct(decibels, type=2, norm="ortho")[:20]),
    "frames": [float(x) for x in frames.ravel()], "slopes": short(slopes),
}) + "\n")
