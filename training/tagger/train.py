"""Trains the embedded tagger on the pool and writes it as ONNX with 16-bit weights.

train.py WORK MINUTES OUT.onnx
"""
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

from labels import NAMES, negatives, positives, read_sounds, held_out
from student import Student

FRAMES, BANDS, LABELS = 100, 128, 527
torch.manual_seed(1)
torch.set_num_threads(int(__import__("os").environ.get("TORCH_THREADS", "1")))


def load(work):
    rows = np.fromfile(f"{work}/pool.f32", np.float32).reshape(-1, 2 + 2 * LABELS)
    mel = np.memmap(f"{work}/pool.mel", np.float16, "r").reshape(-1, FRAMES, BANDS)[: len(rows)]
    sounds = read_sounds(work)
    first, second = rows[:, 0].astype(int), rows[:, 1].astype(int)
    window, clip = rows[:, 2 : 2 + LABELS], rows[:, 2 + LABELS :]
    soft = 1 / (1 + np.exp(-(window + clip) / 2))
    yes, no = positives(sounds), negatives(sounds)
    mixed = second != -1
    # What is certain counts for more than what the teacher believes; in a mixture nothing is certainly absent.
    target = soft
    absent = no[first].astype(bool) & ~mixed[:, None]
    target = np.where(absent, np.minimum(target, 0.02), target)
    single = np.array([s["coarse"] in ("percussion-one-shot", "instrument-note") for s in sounds])[first]
    floor = np.where(single, 0.95, 0.8)[:, None]
    present = yes[first].astype(bool)
    loud = np.where(second >= 0)[0]
    present[loud] |= yes[second[loud]].astype(bool)
    target = np.where(present, np.maximum(target, floor), target).astype(np.float16)
    held = held_out(sounds)
    train = np.flatnonzero(~held[first] & (second < 0) | (~held[first] & (second >= 0) & ~held[np.maximum(second, 0)]))
    test = np.flatnonzero(held[first] & ~mixed)
    weight = np.where(yes.sum(0) > 0, 1.5, 0.5).astype(np.float32)
    return mel, target, first, train, test, weight, yes


def batch(mel, rows):
    x = np.stack([mel[r] for r in rows]).astype(np.float32)
    return torch.from_numpy(x).transpose(1, 2).contiguous()


# Twice as fast on processors as the usual order of dimensions.
LAST = torch.channels_last


def mask(x, rng):
    for i in range(len(x)):
        if rng.random() < 0.5:
            a, n = rng.integers(0, BANDS - 16), rng.integers(1, 16)
            x[i, a : a + n] = x[i].mean()
        if rng.random() < 0.4:
            a, n = rng.integers(0, FRAMES - 20), rng.integers(1, 20)
            x[i, :, a : a + n] = x[i].mean()
    return x


def recall(model, mel, first, test, yes):
    """Strict macro recall in the best five, over labels with three held-out sounds or more; the mean of a sound's windows counts."""
    total = {}
    model.eval()
    with torch.no_grad():
        for at in range(0, len(test), 256):
            part = np.sort(test[at : at + 256])
            p = torch.sigmoid(model(batch(mel, part))[0]).numpy()
            for r, v in zip(part, p):
                s = total.setdefault(first[r], [np.zeros(LABELS), 0])
                s[0] += v
                s[1] += 1
    hit, all_ = np.zeros(LABELS), np.zeros(LABELS)
    for n, (v, _) in total.items():
        top = np.argsort(-v)[:5]
        for l in np.flatnonzero(yes[n]):
            all_[l] += 1
            hit[l] += l in top
    common = all_ >= 3
    return (hit[common] / all_[common]).mean(), int(common.sum())


def main(work, minutes, out):
    mel, target, first, train, test, weight, yes = load(work)
    print(len(train), "windows to train on,", len(test), "held out", flush=True)
    model, average = Student(LABELS).to(memory_format=LAST), Student(LABELS).to(memory_format=LAST)
    average.load_state_dict(model.state_dict())
    rng = np.random.default_rng(1)
    size, seconds = 96, float(minutes) * 60
    optimiser = torch.optim.AdamW(model.parameters(), 1.5e-3, weight_decay=0.02)
    weight = torch.from_numpy(weight)
    # Windows of rare labels are seen more often.
    counts = yes.sum(0)
    fewest = np.array([counts[np.flatnonzero(row)].min() if row.any() else 400 for row in yes])
    rare = 1 / np.sqrt(np.maximum(fewest[first[train]], 4))
    chance = rare / rare.sum()
    start, step, loss_sum, report = time.time(), 0, 0.0, 0
    while (spent := time.time() - start) < seconds:
        rate = 1.5e-3 * (min(1, step / 300) * (0.5 + 0.5 * np.cos(np.pi * spent / seconds)) + 0.005)
        for group in optimiser.param_groups:
            group["lr"] = rate
        rows = np.sort(train[rng.choice(len(train), size, p=chance)])
        model.train()
        x, y = mask(batch(mel, rows), rng), torch.from_numpy(target[rows].astype(np.float32))
        loss = (F.binary_cross_entropy_with_logits(model(x)[0], y, reduction="none") * weight).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        step += 1
        loss_sum += float(loss)
        decay = min(0.998, step / (step + 50))
        with torch.no_grad():
            for a, b in zip(average.state_dict().values(), model.state_dict().values()):
                a.copy_(a * decay + b * (1 - decay) if a.dtype.is_floating_point else b)
        if step in (50, 400):
            print(f"step {step} after {spent:.0f} s", flush=True)
        if spent > (report + 1) * seconds / 8:
            report += 1
            value, labels = recall(average, mel, first, test, yes)
            print(f"{spent / 60:.1f} min, step {step}, {step * size / len(train):.1f} epochs, loss {loss_sum / step:.4f}, held-out recall@5 {value:.3f} of {labels}", flush=True)
            loss_sum, torch_step = loss_sum, step
            torch.save(average.state_dict(), f"{work}/student.pt")
            export(average, out)
    value, labels = recall(average, mel, first, test, yes)
    print(f"end: step {step}, held-out recall@5 {value:.3f} of {labels} labels")
    torch.save(average.state_dict(), f"{work}/student.pt")
    export(average, out)


def export(model, path):
    import onnx
    from onnx import helper, numpy_helper

    model.eval()
    torch.onnx.export(model, torch.zeros(2, 1, BANDS, FRAMES)[:, 0], path, input_names=["flat"], output_names=["logits", "embedding"], opset_version=14,
                      dynamic_axes={"flat": {0: "n"}, "logits": {0: "n"}, "embedding": {0: "n"}})
    graph = onnx.load(path).graph
    # The input is [n, 1, 128, 100], as all tagging networks take it.
    for node in [n for n in graph.node if "flat" in n.input]:
        assert node.op_type == "Unsqueeze", node.op_type
        for user in graph.node:
            for i, name in enumerate(user.input):
                if name == node.output[0]:
                    user.input[i] = "mel"
        graph.node.remove(node)
    del graph.input[:]
    graph.input.append(helper.make_tensor_value_info("mel", 1, ["n", 1, BANDS, FRAMES]))
    casts, kept = [], []
    for tensor in graph.initializer:
        values = numpy_helper.to_array(tensor)
        if values.dtype == np.float32 and values.size > 64:
            kept.append(numpy_helper.from_array(values.astype(np.float16), tensor.name + "_h"))
            casts.append(helper.make_node("Cast", [tensor.name + "_h"], [tensor.name], to=1))
        else:
            kept.append(tensor)
    for node in reversed(casts):
        graph.node.insert(0, node)
    del graph.initializer[:]
    graph.initializer.extend(kept)
    whole = helper.make_model(graph, producer_name="audio-intelligence-sampler", opset_imports=[helper.make_opsetid("", 14)])
    whole.ir_version = 8
    onnx.checker.check_model(whole)
    onnx.save(whole, path)


if __name__ == "__main__":
    main(*sys.argv[1:4])
