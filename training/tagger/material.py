"""Gathers all recordings as 32 kHz mono in one file of 16-bit samples, with an index of what each is."""
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np

import render
import sources

RATE = 32000
EXCERPT = 10 * RATE


def decode(path):
    extra = ["-f", "g722"] if path.endswith(".g722") else []
    run = subprocess.run(["ffmpeg", "-v", "error", *extra, "-i", path, "-t", "600", "-ac", "1", "-ar", str(RATE), "-f", "s16le", "-"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return np.frombuffer(run.stdout[: len(run.stdout) // 2 * 2], np.int16)


def excerpts(samples, many):
    """The whole of what is short; of what is long, stretches of 10 s spread over it."""
    if len(samples) <= int(1.3 * EXCERPT):
        return [samples[: EXCERPT]]
    count = min(many, len(samples) // EXCERPT)
    room = len(samples) - EXCERPT
    return [samples[int(room * (i + 0.5) / count) :][:EXCERPT] for i in range(count)]


def gather(shared, packages, work):
    index, offset = [], 0
    sources.unpack_0ad(packages)
    with open(f"{work}/sounds.s16", "wb") as out:

        def add(samples, clip):
            nonlocal offset
            if len(samples) < 800 or np.abs(samples.astype(np.int32)).max() < 60:
                return
            samples.tofile(out)
            index.append({**clip, "offset": offset, "length": len(samples)})
            offset += len(samples)

        clips = [*sources.shared_clips(shared), *sources.packages(packages)]
        with ThreadPoolExecutor(2) as pool:
            for clip, samples in zip(clips, pool.map(lambda c: decode(c["path"]), clips)):
                many = 8 if clip["coarse"] == "music" else 4
                for piece in excerpts(samples, many):
                    add(piece, clip)
        print("recordings", len(index), flush=True)
        fonts = ["/usr/share/sounds/sf2/FluidR3_GM.sf2", "/usr/share/sounds/sf2/TimGM6mb.sf2", f"{packages}/musescore-general-soundfont/usr/share/sounds/sf3/MuseScore_General_Full.sf3"]
        for samples, labels, coarse, drum, group in render.render(fonts, work):
            add((np.clip(samples, -1, 1) * 32767).astype(np.int16), dict(path="", labels=labels, coarse=coarse, drum=drum, source=group, group=group, hard=True))
        print("with notes and hits", len(index), flush=True)
        # Speech, singing and played scores that tools/Training makes: 22.05 kHz, with the kind alone.
        for line in open(f"{work}/kinds/clips.tsv", encoding="utf-8") if os.path.exists(f"{work}/kinds/clips.tsv") else []:
            number, kind, test, source = line.rstrip("\n").split("\t")
            # Recordings of the shared set and notes of fonts are above; what is left is speech, singing and music made here.
            if test == "True" or kind not in ("Speech", "Singing", "Music") or os.path.exists(os.path.join(shared, "train", "sounds", source)) or source.startswith(("Debian", "github")):
                continue
            raw = np.fromfile(f"{work}/kinds/{number}.f32", np.float32)
            run = subprocess.run(["ffmpeg", "-v", "error", "-f", "f32le", "-ar", "22050", "-ac", "1", "-i", "-", "-ar", str(RATE), "-f", "s16le", "-"], input=raw.tobytes(), stdout=subprocess.PIPE)
            for piece in excerpts(np.frombuffer(run.stdout, np.int16), 3):
                add(piece, dict(path="", labels=[kind], coarse=kind.lower(), drum=None, source=source, group=source, hard=True))
    json.dump(index, open(f"{work}/sounds.json", "w"))
    print("all", len(index), f"{offset / RATE / 3600:.1f} h", flush=True)


if __name__ == "__main__":
    gather(*sys.argv[1:4])
