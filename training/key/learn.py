#!/usr/bin/env python3
"""Learns the weights of the key layer from chroma of rendered excerpts, and judges them on songs held out."""
import argparse, collections, json, sys
import numpy as np
from scipy.optimize import minimize

WINDOW, HOP = 18, 9  # vectors: 10 s every 5 s


def load(stem):
    rows = [json.loads(l) for l in open(stem + ".jsonl")]
    data = np.fromfile(stem + ".f32", dtype="<f4").reshape(-1, 24)
    at = 0
    for r in rows:
        r["v"] = data[at : at + r["n"]]; at += r["n"]
    return rows


def describe(v):
    """24 numbers of a stretch: mean bass and mean treble chroma, each centred and scaled to length 1 (0 where nothing sounds)."""
    out = []
    for part in (v[:, :12], v[:, 12:]):
        m = part.mean(axis=0)
        m = m - m.mean()
        out.append(m / max(np.linalg.norm(m), 1e-9))
    return np.concatenate(out)


def rotations(x):
    """[12 x 24]: the description as seen from each tonic."""
    return np.stack([np.concatenate([np.roll(x[p : p + 12], -t) for p in range(0, len(x), 12)]) for t in range(12)])


def scores(w, R):
    """R [n x 12 x d] -> [n x 24]: majors first, C first."""
    d = R.shape[2]
    return np.concatenate([R @ w[:d], R @ w[d : 2 * d] + w[2 * d]], axis=1)


def fit(R, y, l2, weight=None):
    d = R.shape[2]
    weight = np.ones(len(y)) if weight is None else weight
    weight = weight / weight.sum()
    def loss(w):
        s = scores(w, R); s = s - s.max(axis=1, keepdims=True)
        e = np.exp(s); p = e / e.sum(axis=1, keepdims=True)
        l = -(weight * np.log(p[np.arange(len(y)), y] + 1e-12)).sum() + l2 * (w[:-1] ** 2).sum()
        g = p; g[np.arange(len(y)), y] -= 1; g = g * weight[:, None]
        gw = np.concatenate([np.einsum("nt,ntd->d", g[:, :12], R), np.einsum("nt,ntd->d", g[:, 12:], R), [g[:, 12:].sum()]])
        gw[:-1] += 2 * l2 * w[:-1]
        return l, gw
    return minimize(loss, np.zeros(2 * d + 1), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x


def mirex(est, ref):
    if est == ref: return 1.0
    et, em, rt, rm = est % 12, est // 12, ref % 12, ref // 12
    if em == rm: return 0.5 if (et - rt) % 12 in (5, 7) else 0.0
    if et == rt: return 0.2
    return 0.3 if (rm == 0 and et == (rt + 9) % 12) or (rm == 1 and et == (rt + 3) % 12) else 0.0


def relation(est, ref):
    return {1.0: "exact", 0.5: "fifth", 0.3: "relative", 0.2: "parallel", 0.0: "other"}[mirex(est, ref)]


def softmax(s):
    e = np.exp(s - s.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def windows(v):
    if len(v) <= WINDOW: return [v]
    return [v[a : a + WINDOW] for a in range(0, len(v) - WINDOW // 2, HOP)]


def report(name, s, y, rows=None):
    est = s.argmax(axis=1)
    p = softmax(s)
    print("%-28s n=%d exact %.1f MIREX %.1f logloss %.3f %s" % (name, len(y), 100 * np.mean(est == y), 100 * np.mean([mirex(a, b) for a, b in zip(est, y)]),
          -np.mean(np.log(p[np.arange(len(y)), y])), dict(collections.Counter(relation(a, b) for a, b in zip(est, y)))), flush=True)
    if rows is not None:
        for c in sorted({r["collection"] for r in rows}):
            i = [k for k, r in enumerate(rows) if r["collection"] == c]
            print("    %-10s n=%d exact %.1f MIREX %.1f" % (c, len(i), 100 * np.mean(est[i] == y[i]), 100 * np.mean([mirex(est[k], y[k]) for k in i])))
