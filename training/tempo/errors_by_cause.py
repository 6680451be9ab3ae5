#!/usr/bin/env python3
"""Prints the tempo errors of predictions (the form of score_music.py) by cause and collection, as a table.

usage: errors_by_cause.py PREDICTIONS.json MANIFEST.json
"""
import collections, json, os, sys

predictions = {os.path.basename(k): v for k, v in json.load(open(sys.argv[1])).items()}
causes = ["right", "double", "half", "3:2 or 2:3", "no answer", "other"]
table = collections.defaultdict(collections.Counter)
for item in json.load(open(sys.argv[2])):
    if not item.get("bpm"):
        continue
    found = (predictions.get(item["file"]) or {}).get("bpm")
    ratio = found / item["bpm"] if found else 0
    near = lambda factor: abs(ratio / factor - 1) <= 0.04
    level = "right" if item.get("bpm_octave_ambiguous") else None
    cause = "no answer" if not found else "right" if near(1) else level or "double" if near(2) else level or "half" if near(0.5) else "3:2 or 2:3" if near(1.5) or near(2 / 3) else "other"
    for name in (item["collection"], "all"):
        table[name][cause] += 1
print("| collection | " + " | ".join(causes) + " |\n|" + "---|" * (len(causes) + 1))
for name in sorted(k for k in table if k != "all") + ["all"]:
    print(f"| {name} | " + " | ".join(str(table[name][c]) for c in causes) + " |")
