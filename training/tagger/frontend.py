"""The log-mel front end of the tagging networks and the teacher, EfficientAT mn04 (MIT), in PyTorch."""
import numpy as np
import torch
import torch.nn.functional as F

RATE, HOP, BANDS = 32000, 320, 128


def mel_bank():
    mel = lambda f: 1127 * np.log(1 + f / 700)
    step = mel(15000.0) / (BANDS + 1)
    m = mel(31.25 * np.arange(513))
    bank = np.zeros((BANDS, 513))
    for b in range(BANDS):
        bank[b] = np.maximum(0, np.minimum(m - b * step, (b + 2) * step - m) / step)
    bank[:, 512] = 0
    return torch.tensor(bank, dtype=torch.float32)


BANK = mel_bank()
WINDOW = torch.hann_window(800, periodic=False)


def log_mel(x):
    """[N, samples] to [N, 128, frames]."""
    y = x[:, 1:] - 0.97 * x[:, :-1]
    spectrum = torch.stft(y, 1024, HOP, 800, WINDOW, center=True, pad_mode="reflect", return_complex=True)
    power = torch.view_as_real(spectrum).pow(2).sum(-1)
    bands = F.conv1d(power, BANK[:, :, None])  # the same as a product of matrices, by the faster library
    return (torch.log(bands + 1e-5) + 4.5) / 5



class Teacher:
    """EfficientAT MN from its checkpoint; batch normalisation folded into the convolutions."""

    def __init__(self, path):
        p = torch.load(path, map_location="cpu")
        self.p = p
        self.blocks = []
        for i in range(1, 16):
            members, j = [], 0
            keys = {k.split(".")[3] for k in p if k.startswith(f"features.{i}.block.")}
            for j in sorted(keys, key=int):
                base = f"features.{i}.block.{j}"
                if f"{base}.0.weight" in p:
                    members.append(("conv", *self.fold(f"{base}.0", f"{base}.1")))
                else:
                    se = f"{base}.conc_se_layers.0"
                    members.append(("se", p[f"{se}.fc1.weight"].flatten(1), p[f"{se}.fc1.bias"], p[f"{se}.fc2.weight"].flatten(1), p[f"{se}.fc2.bias"]))
            self.blocks.append(members)
        self.first, self.last = self.fold("features.0.0", "features.0.1"), self.fold("features.16.0", "features.16.1")

    def fold(self, conv, norm):
        p = self.p
        k = p[f"{norm}.weight"] / torch.sqrt(p[f"{norm}.running_var"] + 0.001)
        return p[f"{conv}.weight"] * k[:, None, None, None], p[f"{norm}.bias"] - p[f"{norm}.running_mean"] * k

    @torch.no_grad()
    def __call__(self, mel):
        """[N, 128, T] to ([N, 527] logits, [N, 384] embedding)."""
        conv = lambda x, wb, stride=1, groups=1: F.conv2d(x, wb[0], wb[1], stride, (wb[0].shape[-1] - 1) // 2, 1, groups)
        x = F.hardswish(conv(mel[:, None], self.first, 2))
        for i, members in enumerate(self.blocks, 1):
            act = F.relu if i <= 6 else F.hardswish
            y, width, stride = x, x.shape[1], 1
            convs = [m for m in members if m[0] == "conv"]
            for m in members:
                if m[0] == "se":
                    g = torch.sigmoid(F.linear(F.relu(F.linear(y.mean((2, 3)), m[1], m[2])), m[3], m[4]))
                    y = y * g[:, :, None, None]
                elif m[1].shape[-1] > 1:
                    stride = 2 if i in (2, 4, 7, 13) else 1
                    y = act(conv(y, m[1:], stride, y.shape[1]))
                elif m is convs[-1]:
                    y = conv(y, m[1:])
                else:
                    y = act(conv(y, m[1:]))
            x = x + y if stride == 1 and y.shape[1] == width else y
        x = F.hardswish(conv(x, self.last))
        e = x.mean((2, 3))
        p = self.p
        h = F.hardswish(F.linear(e, p["classifier.2.weight"], p["classifier.2.bias"]))
        return F.linear(h, p["classifier.5.weight"], p["classifier.5.bias"]), e
