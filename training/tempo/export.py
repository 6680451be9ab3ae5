#!/usr/bin/env python3
"""Writes learnt weights as a network file (.aisn, see DenseNetworkFile).

usage: export.py IN.npz OUT.aisn [CLASS ...]

A network with one output becomes one of two classes: the first always scores 0.
"""
import struct, sys
import numpy as np

source, target, classes = sys.argv[1], sys.argv[2], sys.argv[3:]
z = np.load(source)
w = [z[f"w{j}"] for j in range(sum(k.startswith("w") for k in z.files))]
layers = [[w[j], w[j + 1] if j + 1 < len(w) else np.zeros(w[j].shape[1])] for j in range(0, len(w), 2)]
if layers[-1][0].shape[1] == 1:
    k, b = layers[-1]
    layers[-1] = [np.hstack([np.zeros_like(k), k]), np.concatenate([[0], b])]
temperature = float(z["temperature"]) if "temperature" in z.files else 1.0
out = b"AISN" + struct.pack("<HHHHf", 1, len(layers), len(classes), len(z["mean"]), temperature)
for name in classes:
    out += struct.pack("<H", len(name.encode())) + name.encode()
out += z["mean"].astype("<f4").tobytes() + (1 / z["std"]).astype("<f4").tobytes()
for i, (k, b) in enumerate(layers):
    out += struct.pack("<HH", k.shape[1], int(i + 1 < len(layers))) + k.T.astype("<f4").tobytes() + np.asarray(b).astype("<f4").tobytes()
assert len(classes) == layers[-1][0].shape[1]
open(target, "wb").write(out)
