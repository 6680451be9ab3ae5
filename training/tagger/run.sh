#!/usr/bin/env bash
# Trains the embedded tagger and all heads: run.sh SHARED WORK MODELS [MINUTES]. See README.md. With 0 minutes the network stays as it is.
set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
root=$here/../..
shared=$1 work=$2 models=$3 minutes=${4:-36}
python=${PYTHON:-/usr/bin/python3}
packages=$("$python" -c "import sys; sys.path.insert(0, '$here'); import sources; print(*sources.PACKAGES)")
mkdir -p "$work/packages" "$work/kinds" "$work/out"

# The recordings: Debian packages, unpacked, nothing of them installed.
for package in $packages; do
    [ -d "$work/packages/$package" ] && continue
    (cd "$work" && apt-get download "$package")
    dpkg -x "$work/$package"_*.deb "$work/packages/$package"
    rm "$work/$package"_*.deb
done

training="dotnet run -c Release --project $root/tools/Training --"
[ -f "$work/kinds/clips.tsv" ] || $training kinds material "$shared" "$work/kinds"
[ -f "$work/sounds.json" ] || "$python" "$here/material.py" "$shared" "$work/packages" "$work"

# The teacher hears windows and whole sounds; the student learns from it and from the labels; then the student hears whole sounds.
[ -f "$work/wholes-efficientat-mn04.f32" ] || $training tagging pool "$work" efficientat-mn04 "$shared/models" $([ "$minutes" != 0 ] || echo heads)
[ "$minutes" = 0 ] || TORCH_THREADS=2 "$python" "$here/train.py" "$work" "$minutes" "$models/tagger.onnx"
(cd "$models" && sha256sum ./*.ais? ./*.onnx ./*.json | sed 's|  \./|  |' | LC_ALL=C sort -k 2 >SHA256SUMS)
$training tagging pool "$work" embedded "$shared/models"

# What reads the outputs of either network.
for name in efficientat-mn04 embedded; do
    "$python" "$here/heads.py" "$work" "$name" efficientat-mn04 "$models"
done
(cd "$models" && sha256sum ./*.ais? ./*.onnx ./*.json | sed 's|  \./|  |' | LC_ALL=C sort -k 2 >SHA256SUMS)
