#!/usr/bin/env python3
"""Learns the chord network from frame chroma of rendered excerpts.

usage: learn.py FRAMES.jsonl INDEX.json OUT.npz [--epochs N]

FRAMES.jsonl (and the .f32 beside it) is written by ../key/ChromaDump with 'frames', INDEX.json by render.py. One dense network reads a step (a beat, or half
a slow one) and its neighbours from each of the 12 roots on, and gives the six qualities and a vote for none; the mean vote is the score of N.
OUT.npz is for ../tempo/export.py. Prints frame-weighted recall on held-out songs before and after the path, and how well the confidence is calibrated.
"""
import argparse, json
import numpy as np
import torch

QUALITIES = ["maj", "min", "7", "maj7", "min7", "dim"]
NONE, CLASSES = 72, 73  # class = 6 root + quality, or NONE
REACH = 2  # steps on both sides
FACTOR = 0.8  # longest step, in seconds; what is longer is halved


def steps_of(beats, end, draw=None):
    """Bounds of the steps: beats, halved where they are slow; before the first and after the last they go on at the same pace."""
    b = list(beats)
    if len(b) < 4: return np.arange(0, end + 0.25, 0.5)
    gap = float(np.median(np.diff(b)))
    while b[0] > gap / 2: b.insert(0, b[0] - gap)
    while b[-1] < end - gap / 2: b.append(b[-1] + gap)
    out = []
    for x, y in zip(b, b[1:]):
        out.append(x)
        if y - x > FACTOR: out.append((x + y) / 2)
    out.append(b[-1])
    out = np.maximum(np.array(out), 0)
    return out[np.concatenate([[True], np.diff(out) > 0.05])]


def step_means(frames, hop, bounds):
    """Mean chroma of each step; a frame speaks for the hop around its middle."""
    n = len(frames)
    cumulative = np.concatenate([np.zeros((1, 24)), np.cumsum(frames.astype(np.float64), axis=0)])

    def upto(t):  # integral of the chroma up to a time: frame k covers [k + 0.5, k + 1.5) hops
        x = np.clip(t / hop - 0.5, 0, n)
        k = np.minimum(x.astype(int), n - 1)
        return cumulative[k] + (x - k)[:, None] * frames[k]

    width = np.maximum(np.clip(bounds[1:] / hop - 0.5, 0, n) - np.clip(bounds[:-1] / hop - 0.5, 0, n), 1e-6)
    mean = (upto(bounds[1:]) - upto(bounds[:-1])) / width[:, None]
    mean[width < 1e-5] = 0
    return mean


def scaled(x):
    x = x - x.mean(axis=-1, keepdims=True)
    return x / np.maximum(np.linalg.norm(x, axis=-1, keepdims=True), 1e-6)


def describe(mean):
    """[steps, 5, 2, 12] shapes, and [steps, 2] how much sounds in bass and treble."""
    shapes = np.stack([scaled(mean[:, :12]), scaled(mean[:, 12:])], axis=1)
    shapes[mean.reshape(-1, 2, 12).sum(axis=2) < 1e-3] = 0
    padded = np.concatenate([np.zeros((REACH, 2, 12)), shapes, np.zeros((REACH, 2, 12))])
    around = np.stack([padded[k : k + len(shapes)] for k in range(2 * REACH + 1)], axis=1)
    level = np.log1p(mean.reshape(-1, 2, 12).sum(axis=2))
    return around.astype(np.float32), level.astype(np.float32)


def rotations(around, level):
    """[steps, 12, inputs]: for each root the description read from it on."""
    rows = [np.concatenate([np.roll(around, -root, axis=3).reshape(len(around), -1), level], axis=1) for root in range(12)]
    return np.stack(rows, axis=1)


def labels(bounds, chords):
    """The class of each step by its longest label; -1 where that is left out or covers less than 60 %."""
    out = np.full(len(bounds) - 1, -1)
    for i, (a, b) in enumerate(zip(bounds, bounds[1:])):
        shares = {}
        for s, e, root, quality in chords:
            if e > a and s < b:
                key = NONE if quality == "N" else -1 if quality == "X" else 6 * root + QUALITIES.index(quality)
                shares[key] = shares.get(key, 0) + min(b, e) - max(a, s)
        if shares:
            best = max(shares, key=shares.get)
            if shares[best] > 0.6 * (b - a): out[i] = best
    return out


def logits(net, rows):
    s = net(rows.reshape(-1, rows.shape[-1])).reshape(len(rows), 12, 7)
    return torch.cat([s[:, :, :6].reshape(len(rows), 72), s[:, :, 6].mean(1, keepdim=True)], dim=1)


def path(logp, seconds, change):
    """Viterbi over 73 states; a change costs `change` less what a longer step makes likelier."""
    n = len(logp)
    cost = change - np.log(np.maximum(seconds, 0.05) / 0.5)
    best, back = logp[0].copy(), np.zeros((n, CLASSES), int)
    for t in range(1, n):
        top = best.argmax()
        jump = best[top] - cost[t]
        stay = best
        back[t] = np.where(stay >= jump, np.arange(CLASSES), top)
        best = np.maximum(stay, jump) + logp[t]
    out = np.empty(n, int); out[-1] = best.argmax()
    for t in range(n - 1, 0, -1): out[t - 1] = back[t, out[t]]
    return out


def posterior(logp, seconds, change):
    n = len(logp)
    p = np.exp(logp - logp.max(axis=1, keepdims=True))
    jump = np.exp(-(change - np.log(np.maximum(seconds, 0.05) / 0.5)))
    jump = jump / (1 + jump * (CLASSES - 1))  # to each other state
    f, b = np.empty((n, CLASSES)), np.empty((n, CLASSES))
    f[0] = p[0] / p[0].sum()
    for t in range(1, n):
        f[t] = (jump[t] * f[t - 1].sum() + (1 - CLASSES * jump[t]) * f[t - 1]) * p[t]
        f[t] /= f[t].sum()
    b[-1] = 1
    for t in range(n - 2, -1, -1):
        x = b[t + 1] * p[t + 1]
        b[t] = jump[t + 1] * x.sum() + (1 - CLASSES * jump[t + 1]) * x
        b[t] /= b[t].max()
    g = f * b
    return g / g.sum(axis=1, keepdims=True)


def triad(c):
    """Class of the triad beneath: 7 and maj7 are major, min7 is minor."""
    return np.where(c == NONE, NONE, 6 * (c // 6) + np.array([0, 1, 0, 0, 1, 5])[c % 6])


def main():
    p = argparse.ArgumentParser()
    p.add_argument("frames"); p.add_argument("index"); p.add_argument("out"); p.add_argument("--epochs", type=int, default=30); p.add_argument("--hidden", type=int, default=48)
    a = p.parse_args()
    torch.manual_seed(1); rng = np.random.default_rng(1)
    index = {row["file"]: row for row in json.load(open(a.index))}
    data = np.fromfile(a.frames.replace(".jsonl", ".f32"), "<f4").reshape(-1, 24)
    at, songs = 0, []
    for line in open(a.frames):
        row = json.loads(line); name = row["file"].split("/")[-1]
        frames = data[at : at + row["n"]]; at += row["n"]
        if name not in index: continue
        truth = index[name]
        beats = np.array(truth["beats"])
        if truth["split"] == "train": beats = beats + rng.normal(0, 0.02, len(beats))  # beats that are found are a little off
        bounds = steps_of(beats if rng.random() > 0.1 else [], row["seconds"])
        mean = step_means(frames, row["hop"], bounds)
        around, level = describe(mean)
        songs.append({**truth, "bounds": bounds, "x": rotations(around, level), "y": labels(bounds, truth["chords"])})
    train = [s for s in songs if s["split"] == "train"]; held = [s for s in songs if s["split"] == "held"]
    x = np.concatenate([s["x"] for s in train]); y = np.concatenate([s["y"] for s in train])
    x, y = x[y >= 0], y[y >= 0]
    mean, std = x.reshape(-1, x.shape[-1]).mean(0), x.reshape(-1, x.shape[-1]).std(0) + 1e-3
    counts = np.bincount(np.where(y == NONE, 6, y % 6), minlength=7)
    print("steps to learn from", len(y), dict(zip(QUALITIES + ["N"], counts.tolist())), flush=True)
    weight = torch.tensor(((counts.sum() / 7 / np.maximum(counts, 1)) ** 0.25).astype(np.float32))
    net = torch.nn.Sequential(torch.nn.Linear(x.shape[-1], a.hidden), torch.nn.ReLU(), torch.nn.Linear(a.hidden, a.hidden), torch.nn.ReLU(), torch.nn.Linear(a.hidden, 7))
    normal = lambda v: torch.tensor((v - mean) / std)
    x = normal(x); y = torch.tensor(y)
    opt = torch.optim.AdamW(net.parameters(), 2e-3, weight_decay=0.01)
    steps = a.epochs * (len(y) // 256 + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(opt, 4e-3, total_steps=steps)
    for epoch in range(a.epochs):
        order = torch.randperm(len(y)); total = 0.0
        for k in order.split(256):
            s = logits(net, x[k])
            loss = torch.nn.functional.cross_entropy(s, y[k], reduction="none", label_smoothing=0.02)
            loss = (loss * weight[torch.where(y[k] == NONE, 6, y[k] % 6)]).mean()
            opt.zero_grad(); loss.backward(); opt.step(); schedule.step(); total += float(loss.detach()) * len(k)
        if epoch % 5 == 4: print("epoch", epoch + 1, "loss", round(total / len(y), 4), flush=True)
    with torch.no_grad():
        for s in held: s["s"] = logits(net, normal(s["x"])).numpy()
    all_s = np.concatenate([s["s"] for s in held]); all_y = np.concatenate([s["y"] for s in held])
    good = all_y >= 0
    def nll(t):
        v = all_s[good] / t; v = v - v.max(1, keepdims=True)
        return -(v - np.log(np.exp(v).sum(1, keepdims=True)))[np.arange(good.sum()), all_y[good]].mean()
    temperature = min(np.geomspace(0.5, 3, 40), key=nll)
    print("temperature", round(float(temperature), 3))
    kinds = {"pop": lambda s: s["song"].startswith("pop"), "composed": lambda s: s["song"].startswith("comp"), "all": lambda s: True}
    for change in (None, 1, 2, 3, 4, 5, 6):
        line = []
        for kind, take in kinds.items():
            full = tri = root = total = 0.0
            for s in held:
                if not take(s): continue
                logp = s["s"] / temperature
                seconds = np.diff(s["bounds"])
                got = logp.argmax(1) if change is None else path(logp, seconds, change)
                ok = s["y"] >= 0
                w = seconds * ok
                total += w.sum(); full += (w * (got == s["y"])).sum()
                safe = np.maximum(s["y"], 0)
                tri += (w * (triad(got) == triad(safe))).sum(); root += (w * (np.where(got == NONE, -1, got // 6) == np.where(s["y"] == NONE, -1, s["y"] // 6))).sum()
            line.append(f"{kind}: full {full / total:.3f} triad {tri / total:.3f} root {root / total:.3f}")
        print("change", change, "|", " | ".join(line), flush=True)
    change = 2.0
    # Steps beside each other hear the same: taken as independent they would make the posterior too sure, so they count less there.
    def answers(share):
        sure, right = [], []
        for s in held:
            logp, seconds = s["s"] / temperature, np.diff(s["bounds"])
            got = path(logp, seconds, change); g = posterior(logp * share, seconds, change)
            ok = s["y"] >= 0
            sure += g[np.arange(len(got)), got][ok].tolist(); right += (got == s["y"])[ok].tolist()
        return np.clip(np.array(sure), 1e-4, 1 - 1e-4), np.array(right)
    def misfit(share):
        sure, right = answers(share)
        return -np.where(right, np.log(sure), np.log(1 - sure)).mean()
    share = min((0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8), key=misfit)
    print("share of the evidence in the posterior", share)
    sure, right = answers(share)
    for lo, hi in ((0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01)):
        k = (sure >= lo) & (sure < hi)
        if k.any(): print(f"  said {lo}-{hi}: {k.sum()} steps, said {sure[k].mean():.2f}, right {right[k].mean():.2f}")
    got = np.concatenate([path(s["s"] / temperature, np.diff(s["bounds"]), change) for s in held])
    for i, q in enumerate(QUALITIES + ["N"]):
        of = good & (np.where(all_y == NONE, 6, all_y % 6) == i); said = good & (np.where(got == NONE, 6, got % 6) == i)
        print(f"  {q}: recall {(got == all_y)[of].mean():.2f} of {of.sum()}, precision {(got == all_y)[said].mean():.2f} of {said.sum()}")
    layers = [m for m in net if isinstance(m, torch.nn.Linear)]
    w = {}
    for i, m in enumerate(layers): w[f"w{2 * i}"] = m.weight.detach().numpy().T; w[f"w{2 * i + 1}"] = m.bias.detach().numpy()
    np.savez(a.out, mean=mean, std=std, temperature=temperature, **w)


if __name__ == "__main__":
    main()
