#!/usr/bin/env python3
"""Writes the weights of train_tcn.py as a temporal network file (.aist, see TemporalNetworkFile).

usage: export_tcn.py IN.npz OUT.aist
"""
import struct, sys
import numpy as np

z = np.load(sys.argv[1])
first = z["first.weight"]; width, inputs, taps = first.shape
blocks = sum(k.startswith("wide.") and k.endswith("weight") for k in z.files)
heads = ["frame", "tempo", "meter"]
out = b"AIST" + struct.pack("<HHHHHH", 1, inputs, width, taps, blocks, len(heads))
for name in heads: out += struct.pack("<H", len(name)) + name.encode() + struct.pack("<H", z[name + ".weight"].shape[0])
put = lambda name: z[name + ".weight"].astype("<f4").tobytes() + z[name + ".bias"].astype("<f4").tobytes()
out += put("first")
for b in range(blocks): out += put(f"wide.{b}") + put(f"mix.{b}")
for name in heads: out += put(name)
open(sys.argv[2], "wb").write(out)
