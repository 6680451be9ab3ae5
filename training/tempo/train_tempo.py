#!/usr/bin/env python3
"""Learns how plausible a tempo is from its evidence (TempoEvidence): one small network scores each tempo of the grid, a softmax
compares them.

usage: train_tempo.py EVIDENCE TRUTH.json OUT.npz [--epochs N]

EVIDENCE.bin holds float32 [records x tempi x features], EVIDENCE.idx a line "file from count frames" per record (frames of 256
samples at 22 050 Hz). A quarter of the songs is held out and decides.
"""
import argparse, json, zlib
import numpy as np

TEMPI, STEPS, LOWEST, RATE = 109, 36, 30.0, 22050 / 256
grid = LOWEST * 2 ** (np.arange(TEMPI) / STEPS)


def load(prefix):
    idx = np.loadtxt(prefix + ".idx", dtype=int, ndmin=2)
    data = np.fromfile(prefix + ".bin", np.float32)
    return idx, data.reshape(len(idx), TEMPI, -1)


def held(song):
    return zlib.crc32(song.encode()) % 4 == 0


def local_bpm(beats, start, end):
    t = np.array([b[0] for b in beats])
    t = t[(t >= start - 0.5) & (t <= end + 0.5)]
    return 60 / np.median(np.diff(t)) if len(t) >= 3 else None


def forward(w, x):
    h1 = np.maximum(x @ w[0] + w[1], 0)
    h2 = np.maximum(h1 @ w[2] + w[3], 0)
    return h1, h2, (h2 @ w[4])[..., 0]


def accuracy(scores, truth):
    best = grid[scores.argmax(1)]
    ok = lambda f: np.abs(best / (truth * f) - 1) < 0.045
    return ok(1).mean(), np.any([ok(f) for f in (1, 2, 3, 0.5, 1 / 3)], 0).mean()


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("evidence")
    ap.add_argument("truth")
    ap.add_argument("out")
    ap.add_argument("--epochs", type=int, default=30)
    ap.add_argument("--hidden", type=int, default=32)
    ap.add_argument("--decay", type=float, default=1e-4)
    a = ap.parse_args()
    truth = json.load(open(a.truth))
    idx, x = load(a.evidence)
    keep, bpm = [], []
    for r, (f, start, count, _) in enumerate(idx):
        b = local_bpm(truth[f]["beats"], start / RATE, (start + count) / RATE) if f < len(truth) else None
        if b and 30 <= b <= 240:
            keep.append(r)
            bpm.append(b)
    idx, x, bpm = idx[keep], x[keep], np.array(bpm)
    test = np.array([held(truth[f]["song"]) for f in idx[:, 0]])
    coll = np.array([truth[f]["collection"] for f in idx[:, 0]])
    mean, std = x[~test].mean((0, 1)), x[~test].std((0, 1)) + 1e-3
    x -= mean
    x /= std
    near = np.abs(np.log2(grid[None] / bpm[:, None])) * STEPS < 1.3
    # Scores written slowly are many: rare tempi weigh more, half-way to a flat spread over octaves.
    octave = np.clip(((np.log2(bpm) - np.log2(30)) * 3).astype(int), 0, 8)
    weight = 1 / np.sqrt(np.maximum(20, np.bincount(octave[~test], minlength=9)))[octave]
    weight = (weight / weight[~test].mean()).astype(np.float32)
    rng = np.random.default_rng(1)
    n, h = x.shape[2], a.hidden
    w = [rng.normal(0, np.sqrt(2 / n), (n, h)), np.zeros(h), rng.normal(0, np.sqrt(2 / h), (h, 16)), np.zeros(16), rng.normal(0, 0.1, (16, 1))]
    w = [v.astype(np.float32) for v in w]
    m, v, step = [np.zeros_like(p) for p in w], [np.zeros_like(p) for p in w], 0
    train = np.where(~test)[0]
    print(len(train), "train", test.sum(), "held out", "features", n)
    best = (-9, None)
    for epoch in range(a.epochs):
        rng.shuffle(train)
        rate = 2e-3 * 0.5 * (1 + np.cos(np.pi * epoch / a.epochs)) + 2e-5
        total = 0
        for i in range(0, len(train), 32):
            k = train[i : i + 32]
            xb = x[k] * (rng.random((len(k), 1, n)) > 0.05)
            xb = xb.astype(np.float32)
            h1, h2, s = forward(w, xb)
            p = np.exp(s - s.max(1, keepdims=True))
            p /= p.sum(1, keepdims=True)
            q = p * near[k]
            mass = q.sum(1, keepdims=True) + 1e-9
            total -= np.log(mass).sum()
            ds = ((p - q / mass) * weight[k, None] / len(k)).astype(np.float32)
            dh2 = ds[..., None] * w[4][:, 0] * (h2 > 0)
            dh1 = (dh2 @ w[2].T) * (h1 > 0)
            flat = lambda z: z.reshape(-1, z.shape[-1])
            g = [flat(xb).T @ flat(dh1), flat(dh1).sum(0), flat(h1).T @ flat(dh2), flat(dh2).sum(0), flat(h2).T @ ds.reshape(-1, 1)]
            step += 1
            for j in range(5):
                m[j] = 0.9 * m[j] + 0.1 * g[j]
                v[j] = 0.999 * v[j] + 0.001 * g[j] ** 2
                w[j] -= (rate * (m[j] / (1 - 0.9**step) / (np.sqrt(v[j] / (1 - 0.999**step)) + 1e-8) + a.decay * w[j] * (w[j].ndim > 1))).astype(np.float32)
        s = forward(w, x[test])[2]
        long = idx[test][:, 2] > 1500
        a1, a2 = accuracy(s[long], bpm[test][long])
        b1, b2 = accuracy(s[~long], bpm[test][~long])
        if epoch % 3 == 2 or epoch == a.epochs - 1:
            print(f"epoch {epoch + 1} loss {total / len(train):.3f} held out: 24 s Acc1 {100 * a1:.1f} Acc2 {100 * a2:.1f}; shorter Acc1 {100 * b1:.1f} Acc2 {100 * b2:.1f}", flush=True)
    for c in sorted(set(coll)):
        k = test.copy()
        k[test] = (coll[test] == c) & long
        if k.any():
            print(c, k.sum(), "Acc1 %.2f Acc2 %.2f" % accuracy(forward(w, x[k])[2], bpm[k]))
    np.savez(a.out, mean=mean, std=std, **{f"w{j}": w[j] for j in range(5)})


if __name__ == "__main__":
    main()
