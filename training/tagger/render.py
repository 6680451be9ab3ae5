"""Single notes, hits and chords of General MIDI sound fonts, by FluidSynth; the labels follow the programs."""
import os
import random
import struct
import subprocess

import numpy as np
import soundfile

RATE = 32000
SPACING = 3.5

G, B, W = "Guitar", "Bowed string instrument", "Wind instrument, woodwind instrument"
PROGRAMS = {
    **{p: ["Piano"] for p in (0, 1, 2, 3)}, 4: ["Electric piano"], 5: ["Electric piano"], 6: ["Harpsichord"], 9: ["Glockenspiel"], 11: ["Vibraphone"],
    12: ["Marimba, xylophone"], 13: ["Marimba, xylophone"], 14: ["Tubular bells"], 16: ["Hammond organ", "Organ"], 17: ["Hammond organ", "Organ"],
    18: ["Organ"], 19: ["Organ"], 20: ["Organ"], 21: ["Accordion"], 22: ["Harmonica"], 23: ["Accordion"], 24: ["Acoustic guitar", G],
    25: ["Acoustic guitar", G], **{p: ["Electric guitar", G] for p in range(26, 32)}, 32: ["Double bass"], **{p: ["Bass guitar"] for p in (33, 34, 35, 36, 37)},
    38: ["Synthesizer", "Bass guitar"], 39: ["Synthesizer", "Bass guitar"], 40: ["Violin, fiddle", B], 41: [B], 42: ["Cello", B], 43: ["Double bass", B],
    44: ["String section", B], 45: ["Pizzicato"], 46: ["Harp"], 47: ["Timpani"], 48: ["String section"], 49: ["String section"], 50: ["String section", "Synthesizer"],
    51: ["Synthesizer"], 52: ["Choir"], 53: ["Choir"], 54: ["Choir"], 56: ["Trumpet", "Brass instrument"], 57: ["Trombone", "Brass instrument"],
    58: ["Brass instrument"], 59: ["Trumpet", "Brass instrument"], 60: ["French horn", "Brass instrument"], 61: ["Brass instrument"],
    **{p: ["Saxophone"] for p in (64, 65, 66, 67)}, 68: [W], 69: [W], 70: [W], 71: ["Clarinet", W], 72: ["Flute"], 73: ["Flute"], 74: ["Flute"], 75: ["Flute"],
    **{p: ["Synthesizer"] for p in (80, 81, 82, 83, 84, 85, 87, 88, 89, 90, 92, 93, 94, 95)}, 104: ["Sitar"], 105: ["Banjo"], 107: ["Zither"], 109: ["Bagpipes"],
    110: ["Violin, fiddle"], 114: ["Steelpan"], 115: ["Wood block"],
}
LOW = {32, 33, 34, 35, 36, 37, 38, 39, 43, 58, 67, 70}
HITS = {35: ("kick", ["Bass drum", "Drum"]), 36: ("kick", ["Bass drum", "Drum"]), 37: ("rim", ["Rimshot", "Snare drum"]), 38: ("snare", ["Snare drum", "Drum"]),
        39: ("clap", ["Clapping"]), 40: ("snare", ["Snare drum", "Drum"]), 41: ("tom", ["Drum"]), 42: ("hihat_closed", ["Hi-hat", "Cymbal"]), 43: ("tom", ["Drum"]),
        44: ("hihat_closed", ["Hi-hat", "Cymbal"]), 45: ("tom", ["Drum"]), 46: ("hihat_open", ["Hi-hat", "Cymbal"]), 47: ("tom", ["Drum"]), 48: ("tom", ["Drum"]),
        49: ("crash", ["Cymbal"]), 50: ("tom", ["Drum"]), 51: ("ride", ["Cymbal"]), 52: ("crash", ["Cymbal"]), 53: ("ride", ["Cymbal"]),
        54: ("tambourine", ["Tambourine"]), 55: ("crash", ["Cymbal"]), 56: ("cowbell", ["Cowbell"]), 57: ("crash", ["Cymbal"]),
        59: ("ride", ["Cymbal"]), 60: ("conga", ["Drum", "Percussion"]), 61: ("conga", ["Drum", "Percussion"]), 62: ("conga", ["Drum", "Percussion"]),
        63: ("conga", ["Drum", "Percussion"]), 64: ("conga", ["Drum", "Percussion"]), 65: ("tom", ["Drum", "Percussion"]), 67: ("other", ["Percussion"]),
        68: ("other", ["Percussion"]), 69: ("shaker", ["Maraca"]), 70: ("shaker", ["Maraca"]), 76: ("woodblock", ["Wood block"]), 77: ("woodblock", ["Wood block"])}
DRUM_PROGRAMS = (0, 8, 16, 24, 25, 32, 40)


def midi(events):
    """A file of one track at 1000 ticks a second; events are (second, bytes)."""
    data, now = b"", 0
    for second, message in sorted(events, key=lambda e: e[0]):
        ticks = int(second * 1000)
        data += length(ticks - now) + bytes(message)
        now = ticks
    data += b"\x00\xff\x2f\x00"
    track = b"\x00\xff\x51\x03" + struct.pack(">I", 500000)[1:] + data
    return b"MThd" + struct.pack(">IHHH", 6, 0, 1, 500) + b"MTrk" + struct.pack(">I", len(track)) + track


def length(n):
    out = [n & 0x7F]
    while n > 0x7F:
        n >>= 7
        out.append(0x80 | (n & 0x7F))
    return bytes(reversed(out))


def play(font, events, work, name):
    song, wav = f"{work}/{name}.mid", f"{work}/{name}.wav"
    open(song, "wb").write(midi(events))
    subprocess.run(["fluidsynth", "-ni", "-q", "-F", wav, "-r", str(RATE), "-g", "0.5", "-R", "0", "-C", "0", font, song], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    samples, _ = soundfile.read(wav, dtype="float32", always_2d=True)
    os.remove(wav)
    os.remove(song)
    return samples.mean(axis=1)


def render(fonts, work):
    """Yields (samples, labels, coarse, drum, group) of each note, chord and hit."""
    rng = random.Random(11)
    for font in fonts:
        title = os.path.basename(font).split(".")[0]
        for program, labels in PROGRAMS.items():
            events, notes = [(0, [0xC0, program])], 9
            for k in range(notes):
                chord = k >= 7 and labels[-1] in (G, "Piano", "Organ", "Synthesizer", "String section", "Choir", "Electric piano")
                base = rng.randint(30, 50) if program in LOW else rng.randint(43, 79)
                pitches = [base + i for i in rng.choice(((0, 4, 7), (0, 3, 7), (0, 7, 12)))] if chord else [base]
                start, held, loud = 0.05 + k * SPACING, rng.choice((0.15, 0.4, 1.0, 2.0, 2.6)), rng.randint(50, 120)
                for pitch in pitches:
                    events += [(start, [0x90, pitch, loud]), (start + held, [0x80, pitch, 0])]
            sound = play(font, events + [(notes * SPACING, [0x80, 0, 0])], work, "notes")
            for k in range(notes):
                piece = trim(sound[int(k * SPACING * RATE) : int((k + 1) * SPACING * RATE)])
                if piece is not None:
                    yield piece, labels, "instrument-note", None, f"font/{title}"
        for kit in DRUM_PROGRAMS:
            events, order = [(0, [0xC9, kit])], list(HITS)
            for k, key in enumerate(order):
                start = 0.05 + k * SPACING
                events += [(start, [0x99, key, rng.randint(60, 120)]), (start + 1.5, [0x89, key, 0])]
            sound = play(font, events + [(len(order) * SPACING, [0x89, 0, 0])], work, "hits")
            for k, key in enumerate(order):
                piece = trim(sound[int(k * SPACING * RATE) : int((k + 1) * SPACING * RATE)])
                if piece is not None:
                    drum, labels = HITS[key]
                    machine = kit in (24, 25)
                    yield piece, labels[:1] + ["Drum machine"] if machine else labels, "percussion-one-shot", drum, f"font/{title}"


def trim(sound):
    """Without the silence around it; None when there is nothing."""
    peak = np.abs(sound).max() if len(sound) else 0
    if peak < 1e-3:
        return None
    loud = np.flatnonzero(np.abs(sound) > peak * 1e-3)
    return sound[max(0, loud[0] - 160) : loud[-1] + 800]
