"""Labels of AudioSet and what is known of them: their order, which exclude each other, and the targets of training."""
import json
import os

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(HERE, "../../src/AudioSampler.Inference/Tagging/AudioSetLabels.tsv")
NAMES = [line.split("\t")[1] for line in open(TABLE, encoding="utf-8").read().splitlines()]
PLACE = {name: i for i, name in enumerate(NAMES)}

# Within a single hit or note these exclude each other: what isn't named isn't there. Their parents are left to the teacher.
_PARENTS = {"Musical instrument", "Plucked string instrument", "Keyboard (musical)", "Percussion", "Drum", "Cymbal", "Mallet percussion", "Brass instrument",
            "Bowed string instrument", "Wind instrument, woodwind instrument", "Guitar", "Organ", "Drum machine", "Bell", "Chime", "Sampler", "Orchestra", "Drum kit"}
SINGLE = [i for i, name in enumerate(NAMES) if 139 <= i <= 214 and name not in _PARENTS] + [PLACE["Clapping"], PLACE["Finger snapping"], PLACE["Choir"]]

# In a recording of speech there is none of these, and so on: what a kind rules out.
VOICES = [PLACE[n] for n in ("Speech", "Singing", "Male speech, man speaking", "Female speech, woman speaking", "Child speech, kid speaking", "Conversation",
                             "Narration, monologue", "Male singing", "Female singing", "Child singing", "Choir", "Rapping", "Chant")]
RULED_OUT = {
    "percussion-one-shot": VOICES,
    "speech": [PLACE["Singing"], PLACE["Male singing"], PLACE["Female singing"], PLACE["Choir"], PLACE["Music"]],
    "singing": [PLACE["Speech"], PLACE["Male speech, man speaking"], PLACE["Female speech, woman speaking"], PLACE["Conversation"], PLACE["Narration, monologue"]],
}


def read_sounds(work):
    return json.load(open(f"{work}/sounds.json", encoding="utf-8"))


def positives(sounds):
    """[sounds, 527] of 0 and 1: labels that are certain."""
    y = np.zeros((len(sounds), len(NAMES)), np.float32)
    for n, sound in enumerate(sounds):
        for label in sound["labels"]:
            if label in PLACE:  # a few names of the ontology are in no data set
                y[n, PLACE[label]] = 1
    return y


def negatives(sounds):
    """[sounds, 527] of 0 and 1: labels that are certainly not there."""
    y = np.zeros((len(sounds), len(NAMES)), np.float32)
    for n, sound in enumerate(sounds):
        if sound["labels"] and sound["coarse"] in ("percussion-one-shot", "instrument-note"):
            y[n, SINGLE] = 1
        y[n, RULED_OUT.get(sound["coarse"], [])] = 1
    return y * (1 - positives(sounds))


def held_out(sounds):
    """[sounds] True for a tenth, whole recordings and speakers; of sound fonts, single notes."""
    import zlib

    return np.array([zlib.crc32((s["group"] + (str(n) if s["group"].startswith("font/") else "")).encode()) % 10 == 0 for n, s in enumerate(sounds)])
