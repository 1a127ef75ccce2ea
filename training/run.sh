#!/bin/bash
# One training run on a machine with GPUs: bash training/run.sh SECONDS UNTIL STATE OUT [more options of train.py]
# Resumes from STATE when it holds a checkpoint; leaves checkpoint, log, evaluation and sheets in OUT.
# COUNT=0 leaves the evaluation out.
set -euo pipefail
seconds=$1 until=$2 state=$3 out=$4
shift 4
gpus=$(python3 -c "import torch; print(torch.cuda.device_count())")
export PYTHONUNBUFFERED=1 OMP_NUM_THREADS=8 TORCHINDUCTOR_CACHE_DIR=${TORCHINDUCTOR_CACHE_DIR:-/tmp/inductor}
mkdir -p "$out"
torchrun --nproc_per_node "$gpus" -m training.train --seconds "$seconds" --until "$until" --state "$state" "$@" \
    2>&1 | tee "$out/train.log" | cut -c1-330
cp "$state"/*.f16 "$state"/*.bf16 "$state"/progress.json "$out"
[ "${COUNT:-768}" = 0 ] || python3 -m training.evaluate --state "$state" --out "$out" --count "${COUNT:-768}"
