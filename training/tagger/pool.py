"""Varies the recordings, cuts windows of 1 s, and asks the teacher what it hears in each window and in the whole.

pool.py WORK CHECKPOINT [PART PARTS]: writes WORK/pool-PART.npz-like arrays: mel [n,128,100] float16, window and clip logits [n,527] float16, clip [n], second [n].
"""
import json
import sys

import numpy as np
import torch

from frontend import RATE, Teacher, log_mel

torch.set_num_threads(1)
SECOND = RATE
WANTED = {"environment": 24, "percussion-one-shot": 7, "instrument-note": 5, "speech": 5, "music": 9, "singing": 8, None: 5}
# Labels that few recordings have are worth more windows of each.
RARE = 12


def vary(x, rng):
    x = x.astype(np.float32) / 32768
    if rng.random() < 0.7:
        speed = 2 ** rng.uniform(-0.25, 0.25)
        x = np.interp(np.arange(0, len(x) - 1, speed), np.arange(len(x)), x).astype(np.float32)
    if rng.random() < 0.5:  # a tilt of the spectrum, a low-pass or a high-pass
        spectrum, f = np.fft.rfft(x), np.fft.rfftfreq(len(x), 1 / RATE)
        shape = 10 ** (rng.uniform(-6, 6) / 20 * np.log2(np.maximum(f, 50) / 1000) / 3)
        if rng.random() < 0.3:
            shape = shape / np.sqrt(1 + (f / rng.uniform(3000, 14000)) ** 8)
        if rng.random() < 0.2:
            shape = shape / np.sqrt(1 + (rng.uniform(60, 250) / np.maximum(f, 1)) ** 4)
        x = np.fft.irfft(spectrum * shape, len(x)).astype(np.float32)
    if rng.random() < 0.25:  # a room
        decay = rng.uniform(0.05, 0.5)
        tail = rng.standard_normal(int(decay * RATE)) * np.exp(-np.linspace(0, 6.9, int(decay * RATE))) * rng.uniform(0.02, 0.08)
        tail[0] = 1
        size = 1 << int(np.ceil(np.log2(len(x) + len(tail))))
        wet = np.fft.irfft(np.fft.rfft(x, size) * np.fft.rfft(tail, size), size)[: len(x) + len(tail)]
        x = wet.astype(np.float32)
    if rng.random() < 0.3:  # a floor of noise, white or brown
        noise = rng.standard_normal(len(x))
        if rng.random() < 0.5:
            noise = np.convolve(noise, np.ones(24) / 24, "same") * 4
        x = x + (noise * np.abs(x).max() * 10 ** rng.uniform(-4, -1.8)).astype(np.float32)
    return loud(x, rng)


def loud(x, rng):
    return x * np.float32(10 ** (rng.uniform(-24, 0) / 20) / max(1e-4, np.abs(x).max()))


def teach(teacher, x):
    """What the teacher hears in a whole sound: padded to 1 s and to 10 s below 1 s, else as it is."""
    x = torch.tensor(x)
    if len(x) < SECOND:
        short = torch.nn.functional.pad(x, (0, SECOND - len(x)))
        long = torch.nn.functional.pad(x, (0, 10 * SECOND - len(x)))
        return (teacher(log_mel(short[None]))[0] + teacher(log_mel(long[None]))[0])[0] / 2
    return teacher(log_mel(x[None, : 10 * SECOND]))[0][0]


def main(work, checkpoint, part=0, parts=1):
    index = json.load(open(f"{work}/sounds.json"))
    sounds = np.memmap(f"{work}/sounds.s16", np.int16, "r")
    teacher = Teacher(checkpoint)
    counts = {}
    for clip in index:
        for label in clip["labels"]:
            counts[label] = counts.get(label, 0) + 1
    read = lambda c: np.asarray(sounds[c["offset"] : c["offset"] + c["length"]])
    mels, windows, clips, first, second = [], [], [], [], []
    for number in range(part, len(index), parts):
        clip, rng = index[number], np.random.default_rng(7000 + number)
        length = clip["length"] / RATE
        wanted = WANTED[clip["coarse"]]
        if clip["labels"] and min(counts[l] for l in clip["labels"]) < RARE:
            wanted *= 2
        each = 1 if length < 1.2 else int(min(6, length))
        for variant in range(max(1, round(wanted / each))):
            x, other = read(clip), -1
            x = x.astype(np.float32) / 32768 if variant == 0 else vary(x, rng)
            if variant == 0:
                x = loud(x, rng) if rng.random() < 0.5 else x
            elif rng.random() < 0.2:  # two sounds at once
                other = int(rng.integers(len(index)))
                y = vary(read(index[other]), rng)
                y = np.resize(y, len(x)) if len(y) >= len(x) or len(y) > 2 * SECOND else np.pad(y, (0, len(x) - len(y)))
                x = x / max(1e-4, np.abs(x).max()) * 0.5
                depth = rng.uniform(-18, -3)
                x = loud(x + y / max(1e-4, np.abs(y).max()) * np.float32(0.5 * 10 ** (depth / 20)), rng)
                other = other if depth > -8 and clip["coarse"] not in ("percussion-one-shot", "instrument-note") else -1
            x = x.astype(np.float32)
            whole = teach(teacher, x)
            if len(x) < 1.2 * SECOND:
                late = 0 if len(x) >= SECOND else int((rng.uniform(0, 0.06) * SECOND) if rng.random() < 0.6 else rng.integers(0, SECOND - len(x)))
                pieces = [np.pad(x[: SECOND - late], (late, max(0, SECOND - late - len(x))))]
            else:
                starts = (np.arange(each) + rng.random(each)) / each * (len(x) - SECOND)
                pieces = [x[int(s) :][:SECOND] for s in starts]
            pieces = [p for p in pieces if np.abs(p).max() > 3e-3]
            if not pieces:
                continue
            mel = log_mel(torch.tensor(np.stack(pieces)))
            mels.append(mel.numpy().astype(np.float16))
            windows.append(teacher(mel)[0].numpy().astype(np.float16))
            for _ in pieces:
                clips.append(whole.numpy().astype(np.float16))
                first.append(number)
                second.append(other)
        if number % 500 == part:
            print(number, "of", len(index), len(first), "windows", flush=True)
    np.save(f"{work}/mel-{part}.npy", np.concatenate(mels))
    np.savez(f"{work}/pool-{part}.npz", window=np.concatenate(windows), clip=np.stack(clips), first=np.array(first), second=np.array(second))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:5]))
