#!/usr/bin/env python3
"""Writes stft.json: spectra by scipy.signal.stft of a short signal, unscaled, zero padded by half a frame."""
import json
import pathlib

import numpy as np
import scipy.signal

FFT_LENGTH, HOP = 64, 24
rng = np.random.default_rng(1)
n = np.arange(301)
signal = (0.5 * np.sin(0.3 * n) + 0.2 * rng.uniform(-1, 1, n.size)).astype(np.float32)

window = scipy.signal.get_window("hann", FFT_LENGTH, fftbins=True)
_, _, z = scipy.signal.stft(signal.astype(np.float64), window=window, nperseg=FFT_LENGTH, noverlap=FFT_LENGTH - HOP,
                            boundary="zeros", padded=False)
z = (z * window.sum()).T  # scipy divides by the sum of the window; ours does not
assert z.shape[0] == 1 + n.size // HOP

path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps({
    "fft_length": FFT_LENGTH, "hop_samples": HOP, "signal": [float(x) for x in signal],
    "re": [round(float(x), 7) for x in z.real.ravel()], "im": [round(float(x), 7) for x in z.imag.ravel()],
}) + "\n")
