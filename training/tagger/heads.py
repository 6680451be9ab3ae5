"""Trains what reads a tagging network's outputs: the head that adds to its logits, the kinds of whole sounds and of stretches, calibration and thresholds.

heads.py WORK NAME TEACHER OUT: NAME is the network that heard WORK/wholes-NAME.f32; TEACHER the one whose word counts where nothing is certain.
"""
import json
import struct
import sys

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from labels import NAMES, RULED_OUT, held_out, negatives, positives, read_sounds

LABELS, STATISTICS, FOLDS = 527, 84, 5
KINDS = ["music", "speech", "singing", "environment", "percussion", "note"]
COARSE = {"percussion-one-shot": "percussion", "instrument-note": "note"}
SIZES = {"efficientat-mn04": 384, "embedded": 256}
LONG = {"efficientat-mn04"}  # these hear whole sounds in long windows too
FEWEST = 3
LENGTH = 56  # which of the statistics is the binary logarithm of the length, in frames
torch.manual_seed(3)
torch.set_num_threads(1)


def rows(path, width):
    data = np.fromfile(path, np.float32)
    data = data[: len(data) // width * width].reshape(-1, width)
    order = np.lexsort((data[:, 1], data[:, 0]))  # the threads that wrote it come in any order
    return data[order]


def wholes(work, name):
    e = SIZES[name]
    data = rows(f"{work}/wholes-{name}.f32", 3 + STATISTICS + e + LABELS + e)
    at = np.cumsum([0, 3, STATISTICS, e, LABELS, e])
    head, statistics, short, logits, embedding = (data[:, a:b] for a, b in zip(at, at[1:]))
    return head.astype(int), statistics, short, logits, embedding


class Net(nn.Module):
    def __init__(self, inputs, hidden, outputs, drop):
        super().__init__()
        self.a, self.b, self.drop = nn.Linear(inputs, hidden), nn.Linear(hidden, outputs), nn.Dropout(drop)
        nn.init.zeros_(self.b.weight)
        nn.init.zeros_(self.b.bias)

    def forward(self, x):
        return self.b(self.drop(F.relu(self.a(self.drop(x)))))


def fit(x, loss_of, weights, outputs, hidden, epochs, drop=0.3, decay=0.03, rate=1.5e-3):
    net = Net(x.shape[1], hidden, outputs, drop)
    optimiser = torch.optim.AdamW(net.parameters(), rate, weight_decay=decay)
    rng = np.random.default_rng(2)
    chance, size = weights / weights.sum(), 256
    steps = epochs * len(x) // size
    for step in range(steps):
        for g in optimiser.param_groups:
            g["lr"] = rate * (0.5 + 0.5 * np.cos(np.pi * step / steps)) + 1e-5
        pick = torch.from_numpy(rng.choice(len(x), size, p=chance))
        # Now and then a whole group of inputs is hidden, so that none is relied on alone.
        loss = loss_of(net(x[pick]), pick)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return net.eval()


def write(path, net, mean, std, classes, temperature=1.0):
    layers = [(net.a.weight, net.a.bias, 1), (net.b.weight, net.b.bias, 0)]
    out = b"AISN" + struct.pack("<HHHHf", 1, 2, len(classes), len(mean), temperature)
    for name in classes:
        out += struct.pack("<H", len(name.encode())) + name.encode()
    out += mean.astype("<f4").tobytes() + (1 / std).astype("<f4").tobytes()
    for w, b, relu in layers:
        w, b = w.detach().numpy(), b.detach().numpy()
        out += struct.pack("<HH", w.shape[0], relu) + w.astype("<f4").tobytes() + b.astype("<f4").tobytes()
    open(path, "wb").write(out)


def standard(x):
    mean, std = x.mean(0), x.std(0) + 1e-3
    return torch.from_numpy((x - mean) / std), mean, std


def folds_of(sounds, numbers):
    import zlib

    return np.array([zlib.crc32((sounds[n]["group"] + (str(n) if sounds[n]["group"].startswith("font/") else "")).encode()) % FOLDS for n in numbers])


def tags(work, name, teacher, out, sounds):
    head, statistics, _, logits, embedding = wholes(work, name)
    yes, no = positives(sounds), negatives(sounds)
    number, second = head[:, 0], head[:, 2]
    believed = None
    if teacher != name:
        heard = wholes(work, teacher)
        believed = {(n, v): z for (n, v, _), z in zip(heard[0], heard[3])}
    z = np.clip(logits, -12, 12)
    soft = 1 / (1 + np.exp(-(z if believed is None else np.stack([believed.get((n, v), z[i]) for i, (n, v, _) in enumerate(head)]))))
    groups = {}
    for n in np.unique(number):
        for l in np.flatnonzero(yes[n]):
            groups.setdefault(l, set()).add(n)
    chosen = sorted(l for l, members in groups.items() if len(members) >= FEWEST)
    pure = second == -1
    present, absent = yes[number].astype(bool), no[number].astype(bool) & pure[:, None]
    # In a mixture the label of the louder sound holds; nothing else is certain.
    target = np.where(present, 1.0, np.where(absent, 0.0, soft))[:, chosen].astype(np.float32)
    # What recordings of single labels don't name is mostly not there: the teacher's belief counts half.
    weight = np.where(present | absent, 1.0, 0.4)[:, chosen].astype(np.float32)
    rare = np.array([min([len(groups[l]) for l in np.flatnonzero(yes[n]) if l in groups] or [300]) for n in number])
    chance = 1 / np.sqrt(np.maximum(rare, 5)) / np.maximum(1, np.bincount(number)[number])
    x, mean, std = standard(np.concatenate((z, embedding, statistics), 1).astype(np.float32))
    base, y, w = torch.from_numpy(z[:, chosen].astype(np.float32)), torch.from_numpy(target), torch.from_numpy(weight)

    def train(mask):
        keep = np.flatnonzero(mask)
        k = torch.from_numpy(keep)
        loss = lambda r, pick: (F.binary_cross_entropy_with_logits(base[k[pick]] + r, y[k[pick]], reduction="none") * w[k[pick]]).mean() + 2e-4 * r.pow(2).mean()
        return fit(x[k], loss, chance[keep], len(chosen), 96, 16)

    fold = folds_of(sounds, number)
    outside = np.zeros((len(x), len(chosen)), np.float32)
    for f in range(FOLDS):
        net = train(fold != f)
        with torch.no_grad():
            outside[fold == f] = net(x[torch.from_numpy(np.flatnonzero(fold == f))]).numpy()
    original = (head[:, 1] == 0) & pure & (yes[number].sum(1) > 0)
    full = z.copy()
    full[:, chosen] += outside
    report(f"{name}: held out, network alone", z[original], yes[number[original]], sounds, number[original])
    report(f"{name}: held out, with the head", full[original], yes[number[original]], sounds, number[original])
    write(f"{out}/tags-{name}.aisn", train(np.ones(len(x), bool)), mean, std, [NAMES[l] for l in chosen])
    # The network of this project has learnt most of these recordings: only those that it was never shown say how sure it may be.
    shown = np.zeros(len(sounds), bool) if believed is None else ~held_out(sounds)
    fresh = ~shown[number]
    report(f"{name}: recordings never shown, with the head", full[original & fresh], yes[number[original & fresh]], sounds, number[original & fresh])
    profile(name, out, full, present, absent, pure & fresh, chosen, soft)


def report(title, scores, yes, sounds, numbers):
    hit, total = np.zeros(LABELS), np.zeros(LABELS)
    any_ = 0
    for s, t in zip(scores, yes):
        top = np.argsort(-s)[:5]
        total += t
        hit[top] += t[top]
        any_ += t[top].any()
    common = total >= 3
    kinds = {}
    for s, t, n in zip(scores, yes, numbers):
        kinds.setdefault(sounds[n]["coarse"], []).append(t[np.argsort(-s)[:5]].any())
    print(f"{title}: macro recall@5 {(hit[common] / total[common]).mean():.3f} of {common.sum()} labels, hit rate {any_ / len(yes):.3f}", {str(k): round(float(np.mean(v)), 3) for k, v in kinds.items()}, flush=True)


def profile(name, out, full, present, absent, clean, chosen, soft):
    """A label's scale and offset by logistic regression where there is evidence, drawn towards those of all; its threshold by the precision of what passes."""
    def known_of(l):
        return clean & (present[:, l] | absent[:, l] | (soft[:, l] < 0.25))

    # What holds for all labels together is what each is drawn to, and all there is for those with little evidence.
    pooled = [(full[k, l], present[k, l]) for l in chosen for k in [known_of(l)]]
    common = platt(np.concatenate([s for s, _ in pooled]), np.concatenate([t for _, t in pooled]), (1.0, 0.0))
    print(f"{name}: scale and offset of all labels together {common[0]:.2f}, {common[1]:.2f}")
    fitted = []
    for l in range(LABELS):
        known = known_of(l)
        s, t = full[known, l], present[known, l]
        a, b, threshold = (*(common if l in chosen else (1.0, 0.0)), 0.5 if l in chosen else 0.3)
        if l in chosen and t.sum() >= 5:
            a, b = platt(s, t, common)
            p = 1 / (1 + np.exp(-(a * s + b)))
            order = np.argsort(-p)
            precision = (np.cumsum(t[order]) + 1) / (np.arange(1, len(order) + 1) + 2)
            good = np.flatnonzero((precision >= 0.7) & (np.arange(len(order)) < 20 * t.sum()))
            threshold = float(np.clip(p[order[good[-1]]], 0.3, 0.8)) if len(good) else 0.8
        fitted.append((a, b, threshold))
    trusted = range(LABELS) if name != "embedded" else trusted_of(chosen, full, soft, clean)
    labels = [dict(label=NAMES[l], output=l, scale=round(fitted[l][0], 4), offset=round(fitted[l][1], 4), threshold=round(fitted[l][2], 3)) for l in trusted]
    json.dump(dict(name=name, version="1", labels=labels), open(f"{out}/tagger-{name}.json", "w"), indent=0)
    print(f"{name}: {len(labels)} labels in the profile, {sum(f[:2] != (1.0, 0.0) for f in fitted)} calibrated")


def platt(s, t, towards, prior=8.0):
    """Scale and offset by logistic regression, each drawn to what is known before as if by some observations."""
    a, b = towards
    s = np.clip(s, -15, 15)
    for _ in range(60):
        p = 1 / (1 + np.exp(-(a * s + b)))
        w = p * (1 - p) + 1e-6
        g = np.array([((p - t) * s).sum() + prior * (a - towards[0]), (p - t).sum() + prior * 0.1 * (b - towards[1])])
        h = np.array([[(w * s * s).sum() + prior, (w * s).sum()], [(w * s).sum(), w.sum() + prior * 0.1]])
        step = np.clip(np.linalg.solve(h, g), -0.5, 0.5)  # a full step may overshoot where the two are far apart
        a, b = a - step[0], b - step[1]
        if np.abs(step).max() < 1e-5:
            break
    return float(np.clip(a, 0.3, 3)), float(np.clip(b, -6, 6))


def trusted_of(chosen, full, soft, clean):
    """What the small network may speak of: labels with recordings of their own, and those in which it follows its teacher closely."""
    follows = []
    for l in range(LABELS):
        strong = clean & (soft[:, l] > 0.4)
        if l in chosen:
            follows.append(l)
        elif strong.sum() >= 12:
            weak = clean & (soft[:, l] < 0.1)
            if np.mean(full[strong, l][:, None] > np.random.default_rng(0).choice(full[weak, l], 400)[None]) > 0.95:
                follows.append(l)
    return follows


def kinds(work, name, out, sounds):
    e = SIZES[name]
    head, statistics, short, _, at_length = wholes(work, name)
    data = rows(f"{work}/stretches-{name}.f32", 3 + STATISTICS + (2 * e if name in LONG else e))
    # Recordings are of 10 s and notes are short: without stretches of all lengths, length alone would tell them apart. Less than 2.5 s of music may be a single note of it.
    kind = np.array([str(sounds[n]["coarse"]) for n in data[:, 0].astype(int)])
    part = np.isin(kind, ("speech", "singing", "environment")) | ((kind == "music") & (data[:, 3 + LENGTH] > np.log2(108)))
    whole = np.concatenate((head, statistics, short, at_length) if name in LONG else (head, statistics, short), 1)
    both = np.concatenate((whole, data[part]))
    at = 3 + STATISTICS + e
    train_kinds(name, f"{out}/kinds-{name}.aisn", KINDS, both[:, 3:at], both[:, 0].astype(int), both[:, 2].astype(int), sounds, lambda k: k)
    if name in LONG:
        heard = both[np.abs(both[:, at:]).sum(1) > 0]
        train_kinds(name, f"{out}/sounds-{name}.aisn", KINDS, heard[:, 3:], heard[:, 0].astype(int), heard[:, 2].astype(int), sounds, lambda k: k)
    train_kinds(name, f"{out}/content-{name}.aisn", KINDS[:4], data[:, 3:at], data[:, 0].astype(int), data[:, 2].astype(int), sounds,
                lambda k: "music" if k in ("percussion", "note") else k)


def train_kinds(name, path, classes, x, number, second, sounds, of):
    coarse = [of(COARSE.get(s["coarse"], s["coarse"])) for s in sounds]
    # A faint second sound doesn't change what a sound is; of a loud one it can't be said.
    keep = np.array([coarse[n] is not None for n in number]) & (second < 0)
    x, number = x[keep].astype(np.float32), number[keep]
    y = torch.tensor([classes.index(coarse[n]) for n in number])
    groups = np.array([hash_of(sounds[n]["source"] if "/" not in sounds[n]["group"] else sounds[n]["group"]) for n in number])
    many = np.bincount(y.numpy())[y.numpy()]
    sizes = dict(zip(*np.unique(groups, return_counts=True)))
    chance = 1 / many / np.sqrt([sizes[g] for g in groups])
    z, mean, std = standard(x)
    one = F.one_hot(y, len(classes)).float() * 0.94 + 0.06 / len(classes)

    def train(mask):
        k = torch.from_numpy(np.flatnonzero(mask))
        return fit(z[k], lambda r, pick: -(F.log_softmax(r, 1) * one[k[pick]]).sum(1).mean(), chance[mask], len(classes), 48, 14, drop=0.35)

    fold, outside = folds_of(sounds, number), torch.zeros(len(z), len(classes))
    for f in range(FOLDS):
        part, net = torch.from_numpy(np.flatnonzero(fold == f)), train(fold != f)
        with torch.no_grad():
            outside[part] = net(z[part])
    temperature = min(np.arange(0.6, 2.5, 0.1), key=lambda t: float(F.cross_entropy(outside / t, y)))
    right = (outside.argmax(1) == y).numpy()
    print(f"{path.split('/')[-1]}: {len(y)} examples, held out right {right.mean():.3f}, mean of kinds {np.mean([right[y.numpy() == k].mean() for k in range(len(classes))]):.3f},",
          {c: round(float(right[y.numpy() == k].mean()), 3) for k, c in enumerate(classes)}, f"temperature {temperature:.1f}", flush=True)
    write(path, train(np.ones(len(z), bool)), mean, std, classes, float(temperature))


def hash_of(text):
    import zlib

    return zlib.crc32(text.encode())


if __name__ == "__main__":
    work_, name_, teacher_, out_ = sys.argv[1:5]
    sounds_ = read_sounds(work_)
    tags(work_, name_, teacher_, out_, sounds_)
    kinds(work_, name_, out_, sounds_)
