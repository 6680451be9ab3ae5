#!/usr/bin/env python3
"""Learns the constants of the key analyzer from chroma of rendered excerpts and of labelled sounds, and writes KeyWeights.cs.

usage: learn.py EXCERPTS.jsonl INDEX.json SOUNDS.jsonl MANIFEST.json DRUMS.jsonl [--out KeyWeights.cs]

The .jsonl files (and the .f32 beside them) are written by ChromaDump; INDEX.json by render.py; MANIFEST.json is that of the sounds
(coarse: environment, speech, percussion-one-shot, instrument-note, music, singing). DRUMS: rendered takes of drums alone.
Every figure printed is of songs that the weights were not learnt from (five folds, by song).
"""
import argparse, collections, json, zlib
import numpy as np
from scipy.optimize import minimize

DEGREES = 12
CUTS = ((36, 18, 0.5), (18, 9, 0.5), (9, 9, 0.25))  # vectors, hop, weight of all cuts of an excerpt together against 1 for the whole
L2 = 0.001
EVIDENCE = ["Concentration", "Strength", "Clarity", "Variety"]


def load(path):
    rows = [json.loads(line) for line in open(path)]
    data = np.fromfile(path.replace(".jsonl", ".f32"), dtype="<f4").reshape(-1, 24)
    at = 0
    for r in rows:
        r["v"] = data[at : at + r["n"]].astype(np.float64); at += r["n"]
    return rows


def excerpts(path, index):
    """The rendered excerpts of a file of ChromaDump, with what render.py says of each."""
    truth, rows = {r["file"]: r for r in json.load(open(index))}, load(path)
    for r in rows: r.update({k: v for k, v in truth[r["file"].split("/")[-1]].items() if k != "file"})
    return rows


def keys_and_folds(rows):
    """The key of each excerpt, 0 to 23, and which of five folds its song is in."""
    y = np.array([r["tonic"] + 12 * (r["mode"] == "minor") for r in rows])
    return y, np.array([zlib.crc32((r["collection"] + r["song"]).encode()) % 5 for r in rows])


def cuts(rows):
    """All excerpts and the cuts of them: which excerpt, which length (0 for the whole), weight, first vector, number of vectors."""
    for i, r in enumerate(rows):
        for k, (size, hop, total) in enumerate(((len(r["v"]), 1, 1.0),) + CUTS):
            starts = range(0, len(r["v"]) - size + 1, hop)
            for start in starts: yield i, k, total / len(starts), start, size


def softmax(s):
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def scaled(x):
    x = x - x.mean(axis=-1, keepdims=True)
    return x / np.maximum(np.linalg.norm(x, axis=-1, keepdims=True), 1e-6)


def triad_templates():
    rows = []
    for third in (4, 3):
        for root in range(12):
            bass, treble = np.zeros(12), np.zeros(12)
            bass[[(root + third) % 12, (root + 7) % 12]] = 0.3; bass[root] = 1
            treble[[root, (root + third) % 12, (root + 7) % 12]] = 1
            rows.append(np.concatenate([0.6 * scaled(bass), scaled(treble)]))
    return np.array(rows)


TRIADS = triad_templates()


def triads(v):
    shares = softmax(6.0 * np.concatenate([scaled(v[:, :12]), scaled(v[:, 12:])], axis=1) @ TRIADS.T)
    return shares * (v[:, 12:].sum(axis=1, keepdims=True) > 1e-6)


def describe(v):
    """48 numbers: what KeyDescription computes."""
    return np.concatenate([scaled(v[:, :12].mean(axis=0)), scaled(v[:, 12:].mean(axis=0)), scaled(triads(v).mean(axis=0))])


def seen_from_each_tonic(x):
    return np.stack([np.concatenate([np.roll(x[p : p + 12], -t) for p in range(0, len(x), 12)]) for t in range(12)])


def scores(w, R):
    d = R.shape[2]
    return np.concatenate([R @ w[:d], R @ w[d : 2 * d] + w[2 * d]], axis=1)


def fit(R, y, weight, l2=L2):
    """Softmax regression whose 24 outputs share two sets of weights (major, minor)."""
    d, weight = R.shape[2], weight / weight.sum()
    def loss(w):
        p = softmax(scores(w, R))
        l = -(weight * np.log(p[np.arange(len(y)), y] + 1e-12)).sum() + l2 * (w[:-1] ** 2).sum()
        p[np.arange(len(y)), y] -= 1
        g = p * weight[:, None]
        g = np.concatenate([np.einsum("nt,ntd->d", g[:, :12], R), np.einsum("nt,ntd->d", g[:, 12:], R), [g[:, 12:].sum()]])
        g[:-1] += 2 * l2 * w[:-1]
        return l, g
    return minimize(loss, np.zeros(2 * d + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x


def logistic(X, label, weight, l2=1e-4):
    def loss(b):
        z = X @ b[:-1] + b[-1]
        g = (1 / (1 + np.exp(-z)) - label) * weight
        return (weight * (np.logaddexp(0, z) - label * z)).sum() + l2 * weight.sum() * (b[:-1] ** 2).sum(), np.append(X.T @ g + 2 * l2 * weight.sum() * b[:-1], g.sum())
    return minimize(loss, np.zeros(X.shape[1] + 1), jac=True, method="L-BFGS-B").x


def mirex(est, ref):
    if est == ref: return 1.0
    if est // 12 == ref // 12: return 0.5 if (est - ref) % 12 in (5, 7) else 0.0
    if est % 12 == ref % 12: return 0.2
    return 0.3 if (ref < 12 and est % 12 == (ref + 9) % 12) or (ref >= 12 and est % 12 == (ref + 3) % 12) else 0.0


def relation(est, ref):
    return {1.0: "exact", 0.5: "fifth", 0.3: "relative", 0.2: "parallel", 0.0: "other"}[mirex(est, ref)]


def report(name, s, y, rows=None):
    est, p = s.argmax(axis=1), softmax(s)
    print("%-22s n=%d exact %.1f MIREX %.1f log loss %.3f %s" % (name, len(y), 100 * np.mean(est == y), 100 * np.mean([mirex(a, b) for a, b in zip(est, y)]),
          -np.mean(np.log(p[np.arange(len(y)), y] + 1e-12)), dict(collections.Counter(relation(a, b) for a, b in zip(est, y)))), flush=True)
    for c in sorted({r["collection"] for r in rows or []}):
        i = [k for k, r in enumerate(rows) if r["collection"] == c]
        print("    %-10s n=%d exact %.1f MIREX %.1f" % (c, len(i), 100 * np.mean(est[i] == y[i]), 100 * np.mean([mirex(est[k], y[k]) for k in i])))


def evidence(row, v, w):
    """What tells a region with a key from one without; as KeyEvidence computes it. None where nothing sounds."""
    treble = v[:, 12:]
    loud = treble.sum(axis=1)
    if len(v) == 0 or loud.sum() <= 1e-6: return None
    clarity = np.log(softmax(scores(w, seen_from_each_tonic(describe(v))[None])).max())
    lead = np.zeros(12); np.add.at(lead, treble.argmax(axis=1), loud); lead = lead / lead.sum()
    variety = -(lead * np.log(lead + 1e-12)).sum()
    return [row["concentration"], np.log(1 + row["strength"]), clarity, variety]


def csharp(major, minor, bias, tonal):
    number = lambda x: ("%.5g" % x)
    def table(name, what, values):
        lines = ["    /// <summary>%s</summary>" % what, "    public static ReadOnlySpan<double> %s =>" % name, "        ["]
        for i in range(0, len(values), 12): lines.append("            " + ", ".join(number(v) for v in values[i : i + 12]) + ",")
        return lines + ["        ];", ""]
    blocks = "bass, treble, major triads, minor triads; 12 degrees from the tonic each"
    out = ["namespace AudioSampler.Analysis.Analyzers.Key;", "", "/// <summary>Learnt constants. Written by <c>training/key/learn.py</c>, which says from what; not to be edited by hand.</summary>", "internal static class KeyWeights", "{"]
    out += table("Major", "Weights of a major key: %s." % blocks, major) + table("Minor", "Weights of a minor key: %s." % blocks, minor)
    out += ["    /// <summary>Added to the score of each minor key.</summary>", "    public const double MinorBias = %s;" % number(bias), ""]
    out += table("Tonal", "Logistic weights of %s, and the constant, for the probability that there is a key." % ", ".join(e.lower() for e in EVIDENCE), tonal)
    mean = "Mean of the same evidence over music: what a region without a key falls short of."
    out += table("TonalMean", mean, TONAL_MEAN)
    return "\n".join(out[:-1] + ["}", ""])


TONAL_MEAN = []


def main():
    p = argparse.ArgumentParser()
    for name in ("excerpts", "index", "sounds", "manifest", "drums"): p.add_argument(name)
    p.add_argument("--out")
    a = p.parse_args()
    rows = excerpts(a.excerpts, a.index)
    y, folds = keys_and_folds(rows)
    owner, kind, weight, first, size = map(np.array, zip(*cuts(rows)))
    R = np.array([seen_from_each_tonic(describe(rows[i]["v"][s : s + n])) for i, s, n in zip(owner, first, size)])
    S = np.zeros((len(owner), 24))
    for f in range(5):
        held = folds[owner] == f
        S[held] = scores(fit(R[~held], y[owner[~held]], weight[~held]), R[held])
    for k, name in enumerate(("whole excerpt", "20 s", "10 s", "5 s")): report(name, S[kind == k], y[owner[kind == k]], rows if k == 0 else None)
    w = fit(R, y[owner], weight)

    X, label, group = [], [], []
    def add(found, truth, name):
        if found is not None: X.append(found); label.append(truth); group.append(name)
    for r in rows:
        add(evidence(r, r["v"], w), 1, "excerpts")
        for size, name in ((18, "10 s cuts"), (9, "5 s cuts")): add(evidence(r, r["v"][:size], w), 1, name)
    clips = json.load(open(a.manifest)); clips = {c["file"]: c for c in (clips["clips"] if isinstance(clips, dict) else clips)}
    for r in load(a.sounds):
        clip = clips[r["file"].split("/")[-1]]
        drums = any(d in l for l in clip["labels"] for d in ("Drum", "Tabla"))
        if r["seconds"] < 1.5: continue
        truth = {"music": 0 if drums else 1, "singing": -1}.get(clip["coarse"], 0)
        add(evidence(r, r["v"], w), truth, "drum loops" if drums and clip["coarse"] == "music" else clip["coarse"])
    for r in load(a.drums): add(evidence(r, r["v"], w), 0, "drum takes")
    X, label, group = np.array(X), np.array(label), np.array(group)
    share = {"environment": 300, "speech": 150, "percussion-one-shot": 80, "instrument-note": 120, "drum loops": 50, "drum takes": 150, "music": 200, "excerpts": 150, "10 s cuts": 150, "5 s cuts": 100}
    weights = np.array([share.get(g, 0) / (group == g).sum() for g in group])
    known, fold = label >= 0, np.random.default_rng(0).integers(0, 5, len(label))
    P = np.zeros(len(label))
    for f in range(5):
        t = known & (fold != f)
        b = logistic(X[t], label[t], weights[t], 1e-5)
        P[fold == f] = 1 / (1 + np.exp(-(X[fold == f] @ b[:-1] + b[-1])))
    tonal = logistic(X[known], label[known], weights[known], 1e-5)
    print(dict(zip(EVIDENCE + ["constant"], np.round(tonal, 3))))
    for g in sorted(set(group)): print("%-20s n=%d, a key claimed for %.1f %%" % (g, (group == g).sum(), 100 * np.mean(P[group == g] > 0.5)))
    TONAL_MEAN.extend(np.average(X[label == 1], axis=0, weights=weights[label == 1]))
    if a.out:
        open(a.out, "w").write(csharp(w[:48], w[48:96], w[96], tonal))


if __name__ == "__main__":
    main()
