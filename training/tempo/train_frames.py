#!/usr/bin/env python3
"""Learns a small classifier over rows of features: which frames are beats, or which beats begin a bar.

usage: train_frames.py ROWS.bin TRUTH.json OUT.npz FEATURES [--bars] [--hidden 24]

ROWS.bin holds float32 rows: excerpt, label, features. With --bars the label is the position in the bar (1 = downbeat, 0 = not known: left out).
A quarter of the songs is held out.
"""
import argparse, json, zlib
import numpy as np

held = lambda song: zlib.crc32(song.encode()) % 4 == 0


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("rows")
    ap.add_argument("truth")
    ap.add_argument("out")
    ap.add_argument("features", type=int)
    ap.add_argument("--bars", action="store_true")
    ap.add_argument("--hidden", type=int, default=24)
    ap.add_argument("--epochs", type=int, default=12)
    a = ap.parse_args()
    truth = json.load(open(a.truth))
    rows = np.fromfile(a.rows, np.float32).reshape(-1, a.features + 2)
    song = rows[:, 0].astype(int)
    y = rows[:, 1]
    if a.bars:
        known = y > 0
        rows, song, y = rows[known], song[known], (y[known] == 1).astype(np.float32)
    test = np.array([held(t["song"]) for t in truth])[song]
    coll = np.array([t["collection"] for t in truth])[song]
    x = rows[:, 2:].copy()
    mean, std = x[~test].mean(0), x[~test].std(0) + 1e-3
    x = (x - mean) / std
    n, h = x.shape[1], a.hidden
    rng = np.random.default_rng(2)
    w = [rng.normal(0, np.sqrt(2 / n), (n, h)), np.zeros(h), rng.normal(0, np.sqrt(2 / h), (h, 12)), np.zeros(12), rng.normal(0, 0.2, (12, 1)), np.zeros(1)]
    w = [v.astype(np.float32) for v in w]
    m, v, step = [np.zeros_like(p) for p in w], [np.zeros_like(p) for p in w], 0
    # each label weighs one half, each collection alike
    weight = np.ones(len(y), np.float32)
    for c in set(coll):
        for label in (0, 1):
            k = (coll == c) & (y == label)
            if k.any():
                weight[k] = 1 / np.sqrt(k.sum() * len(y))
    weight[y == 1] *= 0.5 / weight[(y == 1) & ~test].sum()
    weight[y == 0] *= 0.5 / weight[(y == 0) & ~test].sum()
    train = np.where(~test)[0]
    weight *= len(train)

    def forward(x):
        h1 = np.maximum(x @ w[0] + w[1], 0)
        h2 = np.maximum(h1 @ w[2] + w[3], 0)
        return h1, h2, (h2 @ w[4] + w[5])[:, 0]

    for epoch in range(a.epochs):
        rng.shuffle(train)
        rate = 3e-3 * 0.5 * (1 + np.cos(np.pi * epoch / a.epochs)) + 2e-5
        loss = 0
        for i in range(0, len(train), 512):
            k = train[i : i + 512]
            xb = (x[k] * (rng.random((len(k), n)) > 0.05)).astype(np.float32)
            h1, h2, s = forward(xb)
            p = 1 / (1 + np.exp(-s))
            loss -= (weight[k] * np.log(np.where(y[k] == 1, p, 1 - p) + 1e-9)).sum()
            ds = ((p - y[k]) * weight[k] / len(k)).astype(np.float32)
            dh2 = ds[:, None] * w[4][:, 0] * (h2 > 0)
            dh1 = (dh2 @ w[2].T) * (h1 > 0)
            g = [xb.T @ dh1, dh1.sum(0), h1.T @ dh2, dh2.sum(0), h2.T @ ds[:, None], ds.sum(keepdims=True)]
            step += 1
            for j in range(6):
                m[j] = 0.9 * m[j] + 0.1 * g[j]
                v[j] = 0.999 * v[j] + 0.001 * g[j] ** 2
                w[j] -= (rate * (m[j] / (1 - 0.9**step) / (np.sqrt(v[j] / (1 - 0.999**step)) + 1e-8) + 1e-4 * w[j] * (w[j].ndim > 1))).astype(np.float32)
        if epoch % 3 == 2 or epoch == a.epochs - 1:
            s = forward(x[test])[2]
            yt = y[test]
            lt = np.logaddexp(0, np.where(yt == 1, -s, s))
            print(f"epoch {epoch + 1} loss {loss / len(train):.3f} held out loss {0.5 * lt[yt == 1].mean() + 0.5 * lt[yt == 0].mean():.3f} right {100 * ((s[yt == 1] > 0).mean() + (s[yt == 0] <= 0).mean()) / 2:.1f} %", flush=True)
    for c in sorted(set(coll)):
        k = test & (coll == c)
        if k.any():
            s = forward(x[k])[2]
            print(c, k.sum(), f"right {100 * ((s[y[k] == 1] > 0).mean() + (s[y[k] == 0] <= 0).mean()) / 2:.1f} %")
    np.savez(a.out, mean=mean, std=std, **{f"w{j}": w[j] for j in range(6)})


if __name__ == "__main__":
    main()
