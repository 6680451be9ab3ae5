#!/usr/bin/env python3
"""Learns the two classifiers of a whole region: the meter, and whether there is a pulse whose tempo is right.

usage: train_classes.py meter ROWS.bin TRUTH.json OUT.npz FEATURES
       train_classes.py pulse MUSIC.bin NOISE.bin TRUTH.json OUT.npz FEATURES

Rows of meter: excerpt, bpm found, features; those at another level than the truth are left out. Rows of pulse: file, start, seconds, bpm found, features; of music only songs are used that the tempo network has
not seen (the quarter held out there), half of them to learn, half to set the temperature.
"""
import json, sys, zlib
import numpy as np

hashed = lambda song: zlib.crc32(song.encode())
held = lambda song: hashed(song) % 4 == 0
RATE = 22050 / 256


def fit(x, y, weight, classes, hidden, epochs, decay, seed=3, drop=0.1):
    rng = np.random.default_rng(seed)
    n = x.shape[1]
    w = [rng.normal(0, np.sqrt(2 / n), (n, hidden)), np.zeros(hidden), rng.normal(0, 0.2, (hidden, classes)), np.zeros(classes)]
    w = [v.astype(np.float32) for v in w]
    m, v, step = [np.zeros_like(p) for p in w], [np.zeros_like(p) for p in w], 0
    order = np.arange(len(y))
    for epoch in range(epochs):
        rng.shuffle(order)
        rate = 3e-3 * 0.5 * (1 + np.cos(np.pi * epoch / epochs)) + 1e-5
        for i in range(0, len(order), 64):
            k = order[i : i + 64]
            xb = (x[k] * (rng.random((len(k), n)) > drop)).astype(np.float32)
            h = np.maximum(xb @ w[0] + w[1], 0)
            s = h @ w[2] + w[3]
            p = np.exp(s - s.max(1, keepdims=True))
            p /= p.sum(1, keepdims=True)
            p[np.arange(len(k)), y[k]] -= 1
            ds = (p * weight[k, None] / len(k)).astype(np.float32)
            dh = (ds @ w[2].T) * (h > 0)
            g = [xb.T @ dh, dh.sum(0), h.T @ ds, ds.sum(0)]
            step += 1
            for j in range(4):
                m[j] = 0.9 * m[j] + 0.1 * g[j]
                v[j] = 0.999 * v[j] + 0.001 * g[j] ** 2
                w[j] -= (rate * (m[j] / (1 - 0.9**step) / (np.sqrt(v[j] / (1 - 0.999**step)) + 1e-8) + decay * w[j] * (w[j].ndim > 1))).astype(np.float32)
    return w


def probabilities(w, x, temperature=1.0):
    s = (np.maximum(x @ w[0] + w[1], 0) @ w[2] + w[3]) / temperature
    p = np.exp(s - s.max(1, keepdims=True))
    return p / p.sum(1, keepdims=True)


def temperature_for(w, x, y):
    options = np.geomspace(0.5, 4, 40)
    return float(options[np.argmin([-np.log(probabilities(w, x, t)[np.arange(len(y)), y] + 1e-9).mean() for t in options])])


def reliability(confidence, right):
    for lo, hi in ((0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.85), (0.85, 0.95), (0.95, 1.01)):
        k = (confidence >= lo) & (confidence < hi)
        if k.any():
            print(f"  confidence {lo:.2f}-{min(hi, 1):.2f}: {k.sum()} answers, said {confidence[k].mean():.2f}, right {right[k].mean():.2f}")


def save(out, mean, std, w, temperature):
    np.savez(out, mean=mean, std=std, temperature=temperature, **{f"w{j}": w[j] for j in range(len(w))})


def meter(rows, truth, out, features):
    names = ["2/4", "3/4", "4/4", "6/8", "other"]
    same = {"2/2": "2/4", "3/8": "3/4", "3/2": "3/4", "4/2": "4/4", "4/8": "4/4", "6/4": "6/8", "6/16": "6/8"}
    truth = json.load(open(truth))
    rows = np.fromfile(rows, np.float32).reshape(-1, features + 2)
    known = [truth[int(r[0])]["time_signature"] is not None and abs(r[1] / truth[int(r[0])]["bpm"] - 1) < 0.05 for r in rows]
    rows = rows[known]
    e = rows[:, 0].astype(int)
    label = [truth[i]["time_signature"] for i in e]
    y = np.array([names.index(same.get(l, l)) if same.get(l, l) in names else 4 for l in label])
    test = np.array([held(truth[i]["song"]) for i in e])
    x = rows[:, 2:]
    mean, std = x[~test].mean(0), x[~test].std(0) + 1e-3
    x = (x - mean) / std
    # 4/4 is the usual meter of what people record: the classes are balanced half-way only
    count = np.bincount(y[~test], minlength=5)
    weight = (count.sum() / 5 / np.maximum(1, count)) ** 0.5
    print("train", count, "held out", np.bincount(y[test], minlength=5))
    w = fit(x[~test], y[~test], weight[y[~test]].astype(np.float32), 5, 16, 40, 3e-3, drop=0.2)
    t = temperature_for(w, x[test], y[test])
    p = probabilities(w, x[test], t)
    guess = p.argmax(1)
    print("right %.1f %% (always 4/4: %.1f %%), temperature %.2f" % (100 * (guess == y[test]).mean(), 100 * (y[test] == 2).mean(), t))
    for k, name in enumerate(names):
        print(" ", name, [int(((y[test] == k) & (guess == j)).sum()) for j in range(5)])
    reliability(p.max(1), guess == y[test])
    save(out, mean, std, w, t)


def pulse(music, noise, truth, out, features):
    truth = json.load(open(truth))
    a = np.fromfile(music, np.float32).reshape(-1, features + 4)
    b = np.fromfile(noise, np.float32).reshape(-1, features + 4)
    kept, y, fold = [], [], []
    for r in a:
        item = truth[int(r[0])]
        if not held(item["song"]):
            continue
        t = np.array([q[0] for q in item["beats"]])
        t = t[(t > r[1] - 0.1) & (t < r[1] + r[2] + 0.1)]
        if len(t) < 4:  # nobody would hear a pulse
            continue
        ok = abs(r[3] / (60 / np.median(np.diff(t))) - 1) < 0.04
        kept.append(r)
        y.append(2 if ok else 1)
        fold.append(hashed(item["song"]) // 4 % 2)
    x = np.vstack([np.array(kept), b])
    y = np.array(y + [0] * len(b))
    fold = np.array(fold + [int(f) % 2 for f in b[:, 0]])
    x = x[:, 4:]
    mean, std = x.mean(0), x.std(0) + 1e-3
    x = (x - mean) / std
    print("no pulse, wrong, right:", np.bincount(y))
    # as many without a pulse as with one
    weight = np.where(y == 0, (y > 0).sum() / (y == 0).sum(), 1).astype(np.float32)
    both = np.zeros((len(y), 3))
    for f in (0, 1):
        w = fit(x[fold != f], y[fold != f], weight[fold != f], 3, 8, 60, 1e-2)
        both[fold == f] = probabilities(w, x[fold == f])
    for threshold in (0.3, 0.5, 0.7, 0.8, 0.9):
        claimed = 1 - both[:, 0] >= threshold
        print(f"threshold {threshold}: claimed of noise {100 * claimed[y == 0].mean():.1f} %, of music {100 * claimed[y > 0].mean():.1f} %")
    claimed = (1 - both[:, 0] >= 0.5) & (y > 0)
    reliability(both[claimed, 2], y[claimed] == 2)
    w = fit(x, y, weight, 3, 8, 60, 1e-2)
    save(out, mean, std, w, 1.0)


if __name__ == "__main__":
    command, *rest, features = sys.argv[1:]
    {"meter": meter, "pulse": pulse}[command](*rest, int(features))
