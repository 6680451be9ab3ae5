"""Makes resampling.json: band-limited noise, converted by scipy.signal.resample_poly with a filter much longer than ours."""
import json
import math
import os

import numpy as np
from scipy import signal

random = np.random.default_rng(7)
cases = []
for rate_in, rate_out, length in [(44100, 22050, 700), (44100, 32000, 500), (48000, 22050, 600), (8000, 22050, 300), (96000, 32000, 700)]:
    divisor = math.gcd(rate_in, rate_out)
    up, down = rate_out // divisor, rate_in // divisor
    lower = min(1.0, rate_out / rate_in)
    noise = random.standard_normal(length + 1200)
    band = signal.firwin(1201, 0.8 * lower, window=("kaiser", 12))
    x = np.convolve(noise, band, mode="same")[600 : 600 + length] * np.hanning(length)
    x = (0.5 * x / np.max(np.abs(x))).astype(np.float32)
    ratio = max(up, down)
    taps = signal.firwin(2 * 400 * ratio + 1, 0.95 / ratio, window=("kaiser", 12))
    y = signal.resample_poly(x.astype(np.float64), up, down, window=taps)
    expected = (2 * length * up + down) // (2 * down)
    cases.append({"input_rate": rate_in, "output_rate": rate_out, "input": [float(v) for v in x], "output": [round(float(v), 8) for v in y[:expected]]})

with open(os.path.join(os.path.dirname(__file__), "resampling.json"), "w", encoding="utf-8") as out:
    json.dump(cases, out)
