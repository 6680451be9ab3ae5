#!/usr/bin/env python3
"""Writes separation.json: harmonic masks by scipy.ndimage.median_filter of a random spectrogram, mirrored at its edges."""
import json
import pathlib

import numpy as np
import scipy.ndimage

rng = np.random.default_rng(5)
spectrogram = rng.uniform(0, 1, (23, 37)).astype(np.float32)
spectrogram[:, 11] += 2
spectrogram[9] += 2
cases = []
for frames, time_frames, frequency_bins in [(23, 17, 17), (23, 5, 9), (23, 31, 3), (3, 9, 17), (1, 17, 31)]:
    part = spectrogram[:frames].astype(np.float64)
    harmonic = scipy.ndimage.median_filter(part, size=(time_frames, 1), mode="reflect")
    percussive = scipy.ndimage.median_filter(part, size=(1, frequency_bins), mode="reflect")
    mask = harmonic**2 / (harmonic**2 + percussive**2)
    cases.append({"frames": frames, "time_frames": time_frames, "frequency_bins": frequency_bins,
                  "mask": [round(float(x), 6) for x in mask.ravel()]})
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps({"bins": 37, "magnitudes": [float(x) for x in spectrogram.ravel()], "cases": cases}) + "\n")
