#!/usr/bin/env python3
"""Writes the weights of train_tcn.py as a temporal network file (.aist, see TemporalNetworkFile).

usage: export_tcn.py IN[=SHARE][,IN[=SHARE]...] OUT.aist     of several (.npz or .aist) the mean, in equal shares where none are given: a network that was taught further, averaged with what it came from, keeps more of what that knew
                                             (M. Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR 2022)
"""
import struct, sys
import numpy as np
import torch
from train_tcn import Tcn, begin_with


def weights(path):
    torch.manual_seed(1)  # what is narrower is widened as train_tcn.py does it
    net = Tcn(); begin_with(net, path)
    return {k: v.numpy() for k, v in net.state_dict().items()}


parts = [part.partition("=") for part in sys.argv[1].split(",")]
shares = np.array([float(share or 1) for _, _, share in parts], np.float32)
states = [weights(path) for path, _, _ in parts]
z = {k: sum(share * state[k] for share, state in zip(shares / shares.sum(), states)) for k in states[0]}
first = z["first.weight"]; width, inputs, taps = first.shape
blocks = sum(k.startswith("wide.") and k.endswith("weight") for k in z)
heads = ["frame", "tempo", "meter"]
out = b"AIST" + struct.pack("<HHHHHH", 1, inputs, width, taps, blocks, len(heads))
for name in heads: out += struct.pack("<H", len(name)) + name.encode() + struct.pack("<H", z[name + ".weight"].shape[0])
put = lambda name: z[name + ".weight"].astype("<f4").tobytes() + z[name + ".bias"].astype("<f4").tobytes()
out += put("first")
for b in range(blocks): out += put(f"wide.{b}") + put(f"mix.{b}")
for name in heads: out += put(name)
open(sys.argv[2], "wb").write(out)
