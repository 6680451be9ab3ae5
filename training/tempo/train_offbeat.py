#!/usr/bin/env python3
"""Learns whether the beats are the ones that were found, or those half-way between.

usage: train_offbeat.py FOLDER[,FOLDER...] OUT.npz [--fresh PREFIX]

FOLDERs are those of train_choice.py. A network gives the beats and the off-beats of an excerpt, found at its true tempo, a score each; the difference is the log odds. An excerpt counts by how much more of the true beats one
of the two has (F within 70 ms), and nothing where neither or both are right.
"""
import argparse
import numpy as np
import torch
from train_choice import excerpts, hashed, held

SHIFT_AT = 0.7


def load(folder, fresh):
    pairs = []
    for s in excerpts(folder):
        if not (held(s["song"]) or s["song"].startswith(fresh)): continue
        for i in range(len(s["rows"]) - 1):
            if s["near"][i] and s["rows"][i, -1] == 0 and s["rows"][i + 1, -1] == 1:
                pairs.append(dict(on=s["rows"][i, 4:-1], off=s["rows"][i + 1, 4:-1], f=s["f"][i : i + 2], song=s["song"], collection=s["collection"], whole=s["whole"]))
    return pairs


def fit(pairs, mean, std, seed, hidden=16, epochs=40, decay=0.05, drop=0.1):
    torch.manual_seed(seed)
    on, off = (torch.tensor((np.array([p[side] for p in pairs]) - mean) / std) for side in ("on", "off"))
    gain = torch.tensor(np.array([p["f"][0] - p["f"][1] for p in pairs]), dtype=torch.float32)
    weight = gain.abs() * torch.tensor([0.6 if p["collection"] in ("tunes", "patterns") else 1.0 for p in pairs])
    net = torch.nn.Sequential(torch.nn.Dropout(drop), torch.nn.Linear(on.shape[1], hidden), torch.nn.ReLU(), torch.nn.Linear(hidden, 1))
    opt = torch.optim.AdamW(net.parameters(), 3e-3, weight_decay=decay)
    for epoch in range(epochs):
        for g in opt.param_groups: g["lr"] = 3e-3 * 0.5 * (1 + np.cos(np.pi * epoch / epochs)) + 1e-5
        for k in torch.randperm(len(pairs)).split(64):
            loss = torch.nn.functional.binary_cross_entropy_with_logits((net(on[k]) - net(off[k]))[:, 0], (gain[k] >= 0).float(), reduction="none")
            loss = (loss * weight[k]).sum() / (weight[k].sum() + 1e-6); opt.zero_grad(); loss.backward(); opt.step()
    net.eval()
    return net


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("folders"); ap.add_argument("out"); ap.add_argument("--fresh", default="-"); ap.add_argument("--nets", type=int, default=4)
    a = ap.parse_args()
    pairs = [p for f in a.folders.split(",") for p in load(f, a.fresh)]
    both = np.array([p[side] for p in pairs for side in ("on", "off")]); mean, std = both.mean(0), both.std(0) + 1e-3
    odds = np.zeros(len(pairs)); fold = np.array([hashed(p["song"]) // 4 % 4 for p in pairs])
    for k in range(4):
        rest = [p for p, q in zip(pairs, fold) if q == k]
        on, off = (torch.tensor((np.array([p[side] for p in rest]) - mean) / std) for side in ("on", "off"))
        nets = [fit([p for p, q in zip(pairs, fold) if q != k], mean, std, 10 * k + seed) for seed in range(a.nets)]
        with torch.no_grad(): odds[fold == k] = sum((n(on) - n(off))[:, 0].numpy() for n in nets) / a.nets
    f = np.array([p["f"] for p in pairs])
    for at in (0, SHIFT_AT, 1.5, 2.5):
        shifted = np.where(odds < -at, f[:, 1], f[:, 0])
        print(f"shifted at {at}: {np.sum(odds < -at)} of {len(pairs)}")
        for name in sorted({p["collection"] for p in pairs}) + ["all"]:
            for whole in (True, False):
                k = np.array([(p["collection"] == name or name == "all") and p["whole"] == whole for p in pairs])
                print(f"  {name} {'whole' if whole else 'cut'}: n {k.sum()} beats F {100 * f[k, 0].mean():.1f} -> {100 * shifted[k].mean():.1f}")
    parts = [[v.detach().numpy() for v in fit(pairs, mean, std, 90 + seed).parameters()] for seed in range(a.nets)]
    np.savez(a.out, mean=mean, std=std, w0=np.concatenate([q[0].T for q in parts], 1), w1=np.concatenate([q[1] for q in parts]),
             w2=np.concatenate([q[2].T for q in parts]) / a.nets, w3=sum(q[3] for q in parts) / a.nets)


if __name__ == "__main__":
    main()
