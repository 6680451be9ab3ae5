#!/usr/bin/env python3
"""Learns the choice of the metrical level and the meter together.

usage: train_choice.py FOLDER[,FOLDER...] OUT.npz [--fresh PREFIX] [--test FOLDER,...] [--hidden N] [--nets N] [--decay D] [--drop D]

Each FOLDER holds a truth.json, and rows.choice and rows.beats, which EvidenceDump wrote: file, start, seconds, bpm of a level, features, and the beats, for each level at which an excerpt may be counted, and for the off-beats of
each, which are train_offbeat.py's. Only songs are used that the temporal network has
not seen: the quarter held out there, and tunes of another seed. A network gives each level a score for each meter; the softmax over all of both is the probability that it is counted so.
"""
import argparse, json, zlib
import numpy as np
import torch

METERS = ["2/4", "3/4", "4/4", "6/8", "9/8", "12/8", "5/4", "other"]
SAME = {"2/2": "2/4", "3/8": "3/4", "3/2": "3/4", "4/2": "4/4", "4/8": "4/4", "6/4": "6/8", "6/16": "6/8", "9/16": "9/8", "12/16": "12/8"}
BEATS = {"2/4": 2, "3/4": 3, "4/4": 4, "6/8": 2, "9/8": 3, "12/8": 4, "5/4": 5, "other": 0}
MOST = 4
TEMPERATURE = 1.1
hashed = lambda song: zlib.crc32(song.encode())
held = lambda song: hashed(song) % 4 == 0


def f_measure(found, true):
    """Of beats within 70 ms."""
    after = np.searchsorted(true, found).clip(1, len(true) - 1)
    near = np.where(np.abs(true[after] - found) < np.abs(true[after - 1] - found), after, after - 1)
    return 2 * len(np.unique(near[np.abs(true[near] - found) <= 0.07])) / (len(found) + len(true))


def excerpts(folder, evidence=76):
    """Each excerpt: rows of file, start, seconds, bpm, evidence and whether it is the off-beats; whether each row is at the true tempo, and the F of its beats."""
    truth = json.load(open(f"{folder}/truth.json"))
    rows = np.fromfile(f"{folder}/rows.choice", np.float32).reshape(-1, evidence + 5)
    beats = [np.array(line.split(), float) for line in open(f"{folder}/rows.beats")]
    ends = np.flatnonzero(np.any(np.diff(rows[:, :3], axis=0) != 0, axis=1)) + 1
    for k in np.split(np.arange(len(rows)), ends):
        r = rows[k]
        t = truth[int(r[0, 0])]
        times = np.array([b[0] for b in t["beats"]])
        times = times[(times > r[0, 1] - 0.1) & (times < r[0, 1] + r[0, 2] + 0.1)]
        if len(times) < 4: continue
        distance = np.abs(np.log(r[:, 3] / (60 / np.median(np.diff(times)))))
        yield dict(rows=r, distance=distance, near=distance < 0.045, f=np.array([f_measure(beats[i], times) for i in k]), song=t["song"], collection=t["collection"], signature=t["time_signature"], whole=len(times) == len(t["beats"]))


def load(folder, features=64):
    songs = []
    for e in excerpts(folder):
        on = e["rows"][:, -1] == 0
        r, level = e["rows"][on], e["distance"][on]
        name = SAME.get(e["signature"], e["signature"])
        meter = -1 if name is None else METERS.index(name) if name in METERS else len(METERS) - 1
        right = int(level.argmin()) if level.min() < 0.045 else -1
        songs.append(dict(x=r[:, 4 : 4 + features], bpm=r[:, 3], level=right, meter=meter, song=e["song"], collection=e["collection"], signature=e["signature"], whole=e["whole"], seconds=r[0, 2]))
    return songs


def pack(songs):
    x = np.zeros((len(songs), MOST, songs[0]["x"].shape[1]), np.float32); mask = np.zeros((len(songs), MOST), bool)
    for i, s in enumerate(songs): x[i, : len(s["x"])] = s["x"]; mask[i, : len(s["x"])] = True
    return torch.tensor(x), torch.tensor(mask), torch.tensor([s["level"] for s in songs]), torch.tensor([s["meter"] for s in songs])


def scores(net, x, mask):
    s = net(x)
    return torch.log_softmax(s.masked_fill(~mask[..., None], -1e9).flatten(1), 1).view_as(s)


def loss_of(p, level, meter, weight):
    at = p[torch.arange(len(p)), level]
    known = meter >= 0
    one = at.gather(1, meter.clamp(min=0)[:, None])[:, 0]
    return -(torch.where(known, one, torch.logsumexp(at, 1)) * weight).sum() / weight.sum()


def fit(songs, weight, hidden, mean, std, seed, epochs=60, decay=0.02, drop=0.2):
    torch.manual_seed(seed)
    x, mask, level, meter = pack(songs)
    x = (x - mean) / std
    net = torch.nn.Sequential(torch.nn.Dropout(drop), torch.nn.Linear(x.shape[2], hidden), torch.nn.ReLU(), torch.nn.Linear(hidden, len(METERS)))
    opt = torch.optim.AdamW(net.parameters(), 3e-3, weight_decay=decay)
    n = len(songs); w = torch.tensor(weight)
    for epoch in range(epochs):
        for g in opt.param_groups: g["lr"] = 3e-3 * 0.5 * (1 + np.cos(np.pi * epoch / epochs)) + 1e-5
        order = torch.randperm(n)
        for i in range(0, n, 64):
            k = order[i : i + 64]
            loss = loss_of(scores(net, x[k], mask[k]), level[k], meter[k], w[k]); opt.zero_grad(); loss.backward(); opt.step()
    net.eval()
    return net


def before(s):
    """Level and beats of a bar as they are chosen without this network: the path, and the two opinions of its meter."""
    a, b = s["x"][0][25:30], s["x"][0][30:38]
    groups = [b[0], b[1], b[2], b[3], np.log(np.exp(b[4:]).sum())]
    joint = [a[k] + 0.7 * groups[k] for k in range(5)]
    k = int(np.argmax(joint))
    name = METERS[k] if k < 4 else ["9/8", "12/8", "5/4", "other"][int(np.argmax(b[4:]))]
    return 0, {"9/8": 3, "12/8": 4, "5/4": 5, "other": 0}.get(name, BEATS.get(name, 0))


def beats_of(signature):
    return {"9/8": 3, "12/8": 4, "6/8": 2, "6/4": 2}.get(signature, int(signature.split("/")[0]))


def report(name, songs, chosen):
    by = {}
    for s, (level, beats) in zip(songs, chosen):
        r = by.setdefault(s["collection"], [0, 0, 0, 0, 0]); a = by.setdefault("all", [0, 0, 0, 0, 0])
        for q in (r, a):
            q[0] += 1; q[1] += level == s["level"]; q[2] += s["level"] >= 0
            if s["signature"]: q[3] += 1; q[4] += beats == beats_of(s["signature"])
    print(name, "; ".join(f"{c}: n {q[0]} level {100*q[1]/q[0]:.1f} of {100*q[2]/q[0]:.1f}, meter {100*q[4]/max(1,q[3]):.1f}" for c, q in sorted(by.items())), flush=True)


def reliability(name, p, truth):
    for lo, hi in ((0, 0.4), (0.4, 0.55), (0.55, 0.7), (0.7, 0.85), (0.85, 0.95), (0.95, 1.01)):
        k = (p >= lo) & (p < hi)
        if k.any(): print(f"  {name} {lo:.2f}-{hi:.2f}: n {k.sum()} said {p[k].mean():.2f} right {truth[k].mean():.2f}")


def choose(nets, songs, mean, std):
    x, mask, _, _ = pack(songs)
    with torch.no_grad(): p = scores(lambda v: sum(n(v) for n in nets) / len(nets) / TEMPERATURE, (x - mean) / std, mask).exp()
    level = p.sum(2).argmax(1)
    meter = p[torch.arange(len(p)), level].argmax(1)
    sure = p.sum(2).max(1).values.numpy(); named = (p[torch.arange(len(p)), level].max(1).values / p.sum(2).max(1).values).numpy()
    return list(zip(sure, named)), [(int(l), BEATS[METERS[int(m)]]) for l, m in zip(level, meter)]


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("folders"); ap.add_argument("out"); ap.add_argument("--hidden", type=int, default=24); ap.add_argument("--test", default="")
    ap.add_argument("--decay", type=float, default=0.02); ap.add_argument("--drop", type=float, default=0.1); ap.add_argument("--nets", type=int, default=5); ap.add_argument("--fresh", help="songs whose name begins so are all unknown to the temporal network")
    a = ap.parse_args()
    songs = [s for f in a.folders.split(",") for s in load(f)]
    songs = [s for s in songs if held(s["song"]) or s["song"].startswith(a.fresh or "-")]
    weigh = lambda list_: np.array([(0.6 if s["collection"] in ("tunes", "patterns") else 1.0) * (1.0 if s["whole"] else 0.4) for s in list_], np.float32)
    learn = [s for s in songs if s["level"] >= 0]
    stack = np.concatenate([s["x"] for s in learn]); mean, std = torch.tensor(stack.mean(0)), torch.tensor(stack.std(0) + 1e-3)
    folds = 4; chosen = {}; sure = {}
    for fold in range(folds):
        part = [s for s in learn if hashed(s["song"]) // 4 % folds != fold]
        nets = [fit(part, weigh(part), a.hidden, mean, std, 10 * fold + seed, decay=a.decay, drop=a.drop) for seed in range(a.nets)]
        rest = [i for i, s in enumerate(songs) if hashed(s["song"]) // 4 % folds == fold]
        p, c = choose(nets, [songs[i] for i in rest], mean, std)
        chosen.update(zip(rest, c)); sure.update(zip(rest, p))
    measured = sorted(chosen)
    for name, wanted in (("whole", True), ("cut", False)):
        some = [i for i in measured if songs[i]["whole"] == wanted]
        report(name + " before", [songs[i] for i in some], [before(songs[i]) for i in some]); report(name + " after", [songs[i] for i in some], [chosen[i] for i in some])
    reliability("level", np.array([sure[i][0] for i in measured]), np.array([chosen[i][0] == songs[i]["level"] for i in measured]))
    known = [i for i in measured if songs[i]["signature"] and chosen[i][0] == songs[i]["level"]]
    reliability("meter", np.array([sure[i][1] for i in known]), np.array([chosen[i][1] == beats_of(songs[i]["signature"]) for i in known]))
    nets = [fit(learn, weigh(learn), a.hidden, mean, std, 90 + seed, decay=a.decay, drop=a.drop) for seed in range(a.nets)]
    for f in filter(None, a.test.split(",")):
        test = [s for s in load(f) if s["whole"]]; report(f + " before", test, [before(s) for s in test]); report(f + " after", test, choose(nets, test, mean, std)[1])
    # The mean of the networks is one network, with the hidden units of all.
    parts = [[v.detach().numpy() for v in net.parameters()] for net in nets]
    np.savez(a.out, mean=mean.numpy(), std=std.numpy(), temperature=TEMPERATURE, w0=np.concatenate([q[0].T for q in parts], 1), w1=np.concatenate([q[1] for q in parts]),
             w2=np.concatenate([q[2].T for q in parts]) / len(nets), w3=sum(q[3] for q in parts) / len(nets))


if __name__ == "__main__":
    main()
