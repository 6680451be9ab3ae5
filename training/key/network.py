#!/usr/bin/env python3
"""Trains the temporal network of the key analyzer over chroma vectors, and the calibration of what it says; beside its figures stand those of the layer of learn.py, learnt from the same.

usage: network.py OUT.aist KeyConfidence.cs EXCERPTS.jsonl INDEX.json [EXCERPTS.jsonl INDEX.json …] [--test FILES.jsonl KEYS.json]

The .jsonl files (and the .f32 beside them) are written by ChromaDump; INDEX.json by render.py. One network is turned to each of the twelve tonics, so that a transposed piece gets the transposed scores. KEYS.json: {file name: "D minor"}, a test on other music.
Every figure printed is of songs that the weights were not learnt from (five folds, by song), or of the test.
"""
import argparse, json, re, struct
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from learn import cuts, describe, excerpts, fit, keys_and_folds, load, logistic, report, scaled, scores, seen_from_each_tonic, softmax, triads
from render import NAMES

INPUTS, WIDTH, TAPS, BLOCKS = 48, 32, 3, 3
EPOCHS, BATCH, RATE = 36, 32, 2e-3
torch.manual_seed(0)
torch.set_num_threads(1)


class Network(nn.Module):
    """As TemporalNetwork.cs evaluates it: a convolution, residual blocks whose dilation doubles, a linear head over the mean of the hidden values."""

    def __init__(self):
        super().__init__()
        self.first = nn.Conv1d(INPUTS, WIDTH, TAPS, padding=TAPS // 2)
        self.wide = nn.ModuleList(nn.Conv1d(WIDTH, WIDTH, TAPS, padding=TAPS // 2 << b, dilation=1 << b) for b in range(BLOCKS))
        self.mix = nn.ModuleList(nn.Conv1d(WIDTH, WIDTH, 1) for _ in range(BLOCKS))
        self.head = nn.Linear(WIDTH, 2)
        self.drop = nn.Dropout(0.3)
        for layer in list(self.mix) + [self.head]: layer.weight.data.mul_(0.1)

    def forward(self, x, there):
        """x: [excerpts, 12 tonics, 48, vectors]; there: [excerpts, vectors], 1 where there is a vector. Returns [excerpts, 24]."""
        n = len(x)
        x, there = x.reshape(n * 12, INPUTS, -1), there.repeat_interleave(12, 0)[:, None]
        h = F.relu(self.first(self.drop(x))) * there
        for wide, mix in zip(self.wide, self.mix): h = (h + mix(self.drop(F.relu(wide(h)) * there))) * there
        mean = (F.relu(h) * there).sum(2) / there.sum(2)
        return self.head(self.drop(mean)).reshape(n, 12, 2).transpose(1, 2).reshape(n, 24)


def vectors(v):
    """What the network sees of each vector: [12 tonics, 48, vectors]."""
    x = np.concatenate([scaled(v[:, :12]), scaled(v[:, 12:]), triads(v)], axis=1)
    return np.stack([np.concatenate([np.roll(x[:, p : p + 12], -t, axis=1) for p in range(0, INPUTS, 12)], axis=1).T for t in range(12)]).astype(np.float32)


def batch(parts):
    longest = max(p.shape[2] for p in parts)
    x, there = np.zeros((len(parts), 12, INPUTS, longest), np.float32), np.zeros((len(parts), longest), np.float32)
    for i, p in enumerate(parts): x[i, :, :, : p.shape[2]] = p; there[i, : p.shape[2]] = 1
    return torch.from_numpy(x), torch.from_numpy(there)


def train(rows, y):
    network, draw = Network(), np.random.default_rng(0)
    optimiser = torch.optim.AdamW(network.parameters(), RATE, weight_decay=0.05)
    steps = EPOCHS * len(rows) // BATCH
    for step in range(steps):
        for g in optimiser.param_groups: g["lr"] = RATE * (0.5 + 0.5 * np.cos(np.pi * step / steps)) + 1e-5
        pick, parts = draw.choice(len(rows), BATCH), []
        for x in (rows[i]["x"] for i in pick):
            size = min(x.shape[2], int(draw.choice([x.shape[2], x.shape[2], 36, 18, 9])))
            start = draw.integers(0, x.shape[2] - size + 1)
            parts.append(x[:, :, start : start + size])
        loss = F.cross_entropy(network(*batch(parts)), torch.from_numpy(y[pick]), label_smoothing=0.05)
        optimiser.zero_grad(); loss.backward(); optimiser.step()
    return network.eval()


def say(network, parts):
    out = []
    with torch.no_grad():
        for i in range(0, len(parts), 64): out.append(network(*batch(parts[i : i + 64])).numpy())
    return np.concatenate(out).astype(np.float64)


def write(path, network):
    out = b"AIST" + struct.pack("<HHHHHH", 1, INPUTS, WIDTH, TAPS, BLOCKS, 1) + struct.pack("<H", 3) + b"key" + struct.pack("<H", 2)
    layers = [network.first] + [l for pair in zip(network.wide, network.mix) for l in pair] + [network.head]
    for l in layers: out += l.weight.detach().numpy().astype("<f4").tobytes() + l.bias.detach().numpy().astype("<f4").tobytes()
    open(path, "wb").write(out)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("out"); p.add_argument("weights"); p.add_argument("material", nargs="+"); p.add_argument("--test", nargs=2, action="append", default=[])
    a = p.parse_args()
    rows = [r for path, index in zip(a.material[::2], a.material[1::2]) for r in excerpts(path, index)]
    for r in rows: r["x"] = vectors(r["v"])
    y, folds = keys_and_folds(rows)
    owner, kind, weight, first, size = map(np.array, zip(*cuts(rows)))
    seconds = size * np.array([rows[i]["hop"] for i in owner])
    parts = [rows[i]["x"][:, :, s : s + n] for i, s, n in zip(owner, first, size)]
    seen = np.array([seen_from_each_tonic(describe(rows[i]["v"][s : s + n])) for i, s, n in zip(owner, first, size)])
    before, S = np.zeros((len(owner), 24)), np.zeros((len(owner), 24))
    for f in range(5):
        keep, held = np.flatnonzero(folds != f), np.flatnonzero(folds[owner] == f)
        network = train([rows[i] for i in keep], y[keep])
        S[held] = say(network, [parts[i] for i in held])
        known = folds[owner] != f
        before[held] = scores(fit(seen[known], y[owner[known]], weight[known]), seen[held])
    for k, name in enumerate(("whole excerpt", "20 s", "10 s", "5 s")):
        report(name + ", layer", before[kind == k], y[owner[kind == k]])
        report(name, S[kind == k], y[owner[kind == k]], rows if k == 0 else None)
    P = softmax(S).max(axis=1)
    right = (S.argmax(axis=1) == y[owner]).astype(float)
    C = np.stack([np.log(P / (1 - P)), np.log(seconds)], axis=1)
    confidence = logistic(C, right, weight)
    told = 1 / (1 + np.exp(-(C @ confidence[:-1] + confidence[-1])))
    for low in np.arange(0.2, 1.0, 0.1):
        i = (told >= low) & (told < low + 0.1)
        if i.any(): print("confidence %.1f…%.1f: %.2f right of %d" % (low, low + 0.1, np.average(right[i], weights=weight[i]), i.sum()))
    print("confidence", ", ".join("%.5g" % x for x in confidence))
    network = train(rows, y)
    write(a.out, network)
    weights = open(a.weights).read()
    table = "Weights => [%s];" % ", ".join("%.5g" % x for x in confidence)
    open(a.weights, "w").write(re.sub(r"Weights =>\s*\[.*?\];", table, weights, flags=re.S))
    w = fit(seen, y[owner], weight)
    for files, keys in a.test:
        keys = json.load(open(keys))
        test = [r for r in load(files) if keys.get(r["file"].split("/")[-1])]
        t = np.array([NAMES[k.split()[0]] + 12 * (k.split()[1] == "minor") for r in test for k in [keys[r["file"].split("/")[-1]]]])
        report("test, layer", scores(w, np.array([seen_from_each_tonic(describe(r["v"])) for r in test])), t)
        report("test", say(network, [vectors(r["v"]) for r in test]), t)


if __name__ == "__main__":
    main()
