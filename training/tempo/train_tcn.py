#!/usr/bin/env python3
"""Trains the beat network: a temporal convolutional network over the levels that LevelDump writes.

usage: train_tcn.py FOLDER[,FOLDER...] OUT.npz [--minutes M] [--threads N] [--start WEIGHTS.npz or .aist] [--rate R]

Each FOLDER holds the truth.json of render.py or tunes.py and the levels.bin of LevelDump, in the same order.

Per pair of frames (43 Hz) it gives a beat and a downbeat, and scores of the tempo grid and of the meters, which are averaged over a stretch before they count.
After M. Davies and S. Boeck, "Temporal convolutional networks for musical audio beat tracking", EUSIPCO 2019, and S. Boeck and M. Davies, "Deconstruct, analyse, reconstruct",
ISMIR 2020 (several targets at once). A quarter of the songs, by the hash that the other networks use, is held out. The run ends by time, so the weights differ from run to run.
"""
import argparse, json, math, struct, sys, time, zlib
import numpy as np
import torch
from torch import nn

PAIR = 512 / 22050
BANDS, GRID, STEPS_PER_OCTAVE, LOWEST = 25, 109, 36, 30.0
METERS = ["2/4", "3/4", "4/4", "6/8", "9/8", "12/8", "5/4", "other"]
SAME = {"2/2": "2/4", "3/8": "3/4", "3/2": "3/4", "4/2": "4/4", "4/8": "4/4", "6/4": "6/8", "6/16": "6/8", "9/16": "9/8", "12/16": "12/8"}
CROP, WIDTH, BLOCKS, KERNEL = 1024, 48, 9, 5
MADE_UP_SHARE = 0.6  # made-up tunes are drawn less often than their number: they widen what is known and are not to rule it
OFFSET = 66 / 22050 + 128 / 22050  # a pair stands for the middle of its two frames
held = lambda song: zlib.crc32(song.encode()) % 4 == 0


class Tcn(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Conv1d(BANDS, WIDTH, KERNEL, padding=KERNEL // 2)
        self.wide = nn.ModuleList([nn.Conv1d(WIDTH, WIDTH, KERNEL, padding=(KERNEL // 2) * 2**i, dilation=2**i) for i in range(BLOCKS)])
        self.mix = nn.ModuleList([nn.Conv1d(WIDTH, WIDTH, 1) for _ in range(BLOCKS)])
        self.frame = nn.Conv1d(WIDTH, 2, 1)
        self.tempo = nn.Conv1d(WIDTH, GRID, 1)
        self.meter = nn.Conv1d(WIDTH, len(METERS), 1)
        self.drop = nn.Dropout(0.1)
        for m in self.mix: nn.init.normal_(m.weight, 0, 0.1 / math.sqrt(WIDTH)); nn.init.zeros_(m.bias)

    def forward(self, x):
        x = torch.relu(self.first(x))
        for wide, mix in zip(self.wide, self.mix): x = x + mix(self.drop(torch.relu(wide(x))))
        x = torch.relu(x)
        return self.frame(x), self.tempo(x), self.meter(x)


def begin_with(net, path):
    """Takes over the weights of an earlier run or of a shipped file. A meter that these don't know begins as their "other"; channels that they don't have are heard by nobody at first, so that the network begins as it was."""
    state = dict(np.load(path)) if path.endswith(".npz") else read_aist(path, {k: tuple(v.shape) for k, v in net.state_dict().items()})
    for kind in ("weight", "bias"):
        rows = state[f"meter.{kind}"]
        if len(rows) < len(METERS):
            state[f"meter.{kind}"] = np.concatenate([rows[:-1], np.repeat(rows[-1:], len(METERS) - len(rows) + 1, 0)])
    for name, own in net.state_dict().items():
        old = state[name]
        if tuple(old.shape) == tuple(own.shape): state[name] = torch.tensor(old); continue
        wider = own.clone()
        if old.ndim > 1 and old.shape[1] < own.shape[1]: wider[: len(old), old.shape[1] :] = 0
        wider[tuple(slice(n) for n in old.shape)] = torch.tensor(old)
        state[name] = wider
    net.load_state_dict(state)


def read_aist(path, shapes):
    data = open(path, "rb").read()
    _, _, width, _, blocks, heads = struct.unpack_from("<HHHHHH", data, 4); at, outputs = 16, {}
    for _ in range(heads):
        n = struct.unpack_from("<H", data, at)[0]; name = data[at + 2 : at + 2 + n].decode(); outputs[name] = struct.unpack_from("<H", data, at + 2 + n)[0]; at += n + 4
    state = {}
    for name in ["first", *(f"{part}.{b}" for b in range(blocks) for part in ("wide", "mix")), *outputs]:
        for kind in ("weight", "bias"):
            shape = shapes[f"{name}.{kind}"]
            shape = (outputs.get(name, width), *((shape[1] if name == "first" else width, *shape[2:]) if len(shape) > 1 else ()))
            count = int(np.prod(shape)); state[f"{name}.{kind}"] = np.frombuffer(data, "<f4", count, at).reshape(shape).copy(); at += 4 * count
    assert at == len(data), "the file has another layout"
    return state


def load(truth_path, levels_path):
    truth = json.load(open(truth_path)); data = open(levels_path, "rb").read(); at, out = 0, []
    for t in truth:
        n = struct.unpack_from("<i", data, at)[0]; at += 4
        levels = np.frombuffer(data, np.uint8, n * 24, at).reshape(n, 24); at += n * 24
        harmonic = np.frombuffer(data, np.uint8, n, at); at += n
        out.append({**t, "x": np.concatenate([levels, harmonic[:, None]], 1)})
    return out


def crop(song, rng, augment):
    """Inputs [25, CROP] and targets of a stretch."""
    speed = rng.uniform(0.88, 1.14) if augment else 1.0
    need = int(CROP * speed) + 2
    n = len(song["x"])
    start = rng.integers(0, max(1, n - need + 1)) if augment else max(0, (n - need) // 2)
    where = start + np.arange(CROP) * speed
    valid = where < n - 1
    low = np.minimum(where.astype(int), n - 2); share = (where - low)[:, None]
    x = song["x"][low].astype(np.float32) * (1 - share) + song["x"][low + 1].astype(np.float32) * share
    x = x.astype(np.float32); x[:, :24] /= 30; x[:, 24] /= 255
    if augment:
        curve = np.interp(np.arange(24), np.linspace(0, 23, 5), rng.normal(0, 0.35, 5)) + rng.normal(0, 0.4)
        loud = x[:, :24] > 0.05
        x[:, :24] = np.maximum(0, x[:, :24] + curve.astype(np.float32) * loud)
        if rng.random() < 0.15: x[:, : rng.integers(1, 6)] = 0
        if rng.random() < 0.15: x[:, 24 - rng.integers(1, 10) : 24] = 0
    x[~valid] = 0
    beat, down = np.zeros(CROP, np.float32), np.zeros(CROP, np.float32)
    known = song["time_signature"] is not None
    times = [((t - OFFSET) / PAIR - start) / speed for t, _ in song["beats"]]
    for k, (at, (_, position)) in enumerate(zip(times, song["beats"])):
        i = int(round(at))
        for shift, value in ((-1, 0.4), (0, 1.0), (1, 0.4)):
            if 0 <= i + shift < CROP:
                beat[i + shift] = max(beat[i + shift], value)
                if position == 1: down[i + shift] = max(down[i + shift], value)
    inside = [t for t in times if -50 <= t < CROP + 50]
    if len(inside) < 3: return None
    bpm = 60 / (float(np.median(np.diff(inside))) * PAIR)
    place = STEPS_PER_OCTAVE * math.log2(bpm / LOWEST)
    tempo = np.exp(-0.5 * ((np.arange(GRID) - place) / 0.8) ** 2)
    if tempo.sum() < 1e-3: return None
    positions = any(p == 1 for _, p in song["beats"])
    meter = -1
    if known:
        name = SAME.get(song["time_signature"], song["time_signature"]); meter = METERS.index(name) if name in METERS else len(METERS) - 1
    return x.T.copy(), beat, down, (tempo / tempo.sum()).astype(np.float32), meter, valid.astype(np.float32), float(positions and known)


def batch(songs, rng, size, augment, weights=None):
    rows = []
    while len(rows) < size:
        row = crop(songs[rng.choice(len(songs), p=weights)], rng, augment)
        if row: rows.append(row)
    return [torch.tensor(np.array(c)) for c in zip(*rows)]


def losses(net, b):
    x, beat, down, tempo, meter, valid, positions = b
    frame, t, m = net(x)
    bce = nn.functional.binary_cross_entropy_with_logits
    lb = (bce(frame[:, 0], beat, reduction="none") * valid).sum() / valid.sum()
    w = valid * positions[:, None]
    ld = (bce(frame[:, 1], down, reduction="none") * w).sum() / w.sum().clamp(min=1)
    share = (valid / valid.sum(1, keepdim=True))[:, None]
    lt = -(tempo * torch.log_softmax((t * share).sum(2), 1)).sum(1).mean()
    lm = nn.functional.cross_entropy((m * share).sum(2), meter, ignore_index=-1) if (meter >= 0).any() else 0 * lt
    return lb, ld, lt, lm


def evaluate(net, songs):
    net.eval(); rng = np.random.default_rng(0)
    exact = octave = level = meters = known = 0; total = np.zeros(4); n = 0
    with torch.no_grad():
        for s in songs:
            row = crop(s, rng, False)
            if not row: continue
            b = [torch.tensor(np.array([c])) for c in row]
            total += [float(v) for v in losses(net, b)]; n += 1
            _, t, m = net(b[0])
            share = b[5] / b[5].sum()
            got = int((t[0] * share).sum(1).argmax()); place = int(b[3][0].argmax())
            exact += abs(got - place) <= 2
            octave += min(abs(got - place - o) for o in (-57, -36, 0, 36, 57)) <= 2
            if row[4] >= 0: known += 1; meters += int((m[0] * share).sum(1).argmax()) == row[4]
    net.train()
    return total / n, exact / n, octave / n, meters / max(known, 1)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("folders"); p.add_argument("out"); p.add_argument("--minutes", type=float, default=40); p.add_argument("--threads", type=int, default=1); p.add_argument("--start"); p.add_argument("--rate", type=float, default=3e-3)
    a = p.parse_args()
    torch.set_num_threads(a.threads); torch.manual_seed(1); rng = np.random.default_rng(1)
    songs = [s for folder in a.folders.split(",") for s in load(f"{folder}/truth.json", f"{folder}/levels.bin")]
    train = [s for s in songs if not held(s["song"])]; test = [s for s in songs if held(s["song"])][:300]
    name = lambda s: SAME.get(s["time_signature"], s["time_signature"])
    # Rare meters are drawn more often, by the square root of how rare they are.
    counts = {}
    for s in train: counts[name(s)] = counts.get(name(s), 0) + 1
    weights = np.array([1 / math.sqrt(counts[name(s)]) if name(s) else 1 / math.sqrt(max(counts.values())) for s in train])
    weights *= [MADE_UP_SHARE if s["collection"] == "tunes" else 1 for s in train]; weights /= weights.sum()
    print(len(train), "to learn from,", len(test), "held out;", counts, flush=True)
    net = Tcn(); net.train()
    if a.start: begin_with(net, a.start)
    print(sum(v.numel() for v in net.parameters()), "weights", flush=True)
    opt = torch.optim.AdamW(net.parameters(), 2e-3, weight_decay=0.01)
    begin, step, sums = time.time(), 0, np.zeros(4)
    while True:
        share = (time.time() - begin) / (60 * a.minutes)
        if share >= 1: break
        for g in opt.param_groups: g["lr"] = a.rate * min(1, (step + 1) / 100) * (0.5 * (1 + math.cos(math.pi * share)) + 0.005)
        lb, ld, lt, lm = losses(net, batch(train, rng, 8, True, weights))
        loss = 4 * lb + 4 * ld + 0.25 * lt + 0.25 * lm
        opt.zero_grad(); loss.backward(); nn.utils.clip_grad_norm_(net.parameters(), 1.0); opt.step(); step += 1
        sums += [float(v.detach()) for v in (lb, ld, lt, lm)]
        if step % 300 == 0:
            v, exact, octave, meters = evaluate(net, test)
            print(f"{(time.time() - begin) / 60:.1f} min, step {step}: train {np.round(sums / 300, 4)} held {np.round(v, 4)} tempo {exact:.3f} any level {octave:.3f} meter {meters:.3f}", flush=True)
            sums[:] = 0
            np.savez(a.out, **{k: v.numpy() for k, v in net.state_dict().items()})
    np.savez(a.out, **{k: v.numpy() for k, v in net.state_dict().items()})
    print("done", evaluate(net, test), flush=True)


if __name__ == "__main__":
    main()
