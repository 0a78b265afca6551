"""Fine-tuning by mlx_lm's own trainer, LoRA and full, at several batch sizes. Import it in a process of its own."""

import tempfile
from pathlib import Path
from typing import Dict, List

import mlx.core as mx
import mlx.optimizers as optim
import numpy
from mlx.utils import tree_flatten
from mlx_lm.tuner.trainer import TrainingArgs, TrainingCallback, train
from mlx_lm.tuner.utils import linear_to_lora_layers

from harness.accelerator import evaluate, settle
from harness.peak import throttle
from probes.batching import Sizes, model_of, windows

ARMS = ("lora", "full")
LORA = {"rank": 8, "scale": 20.0, "dropout": 0.0}


class Watch(TrainingCallback):
    """Keeps what the trainer reports after each step."""

    def __init__(self) -> None:
        self.reports: List[Dict] = []

    def on_train_loss_report(self, report: Dict) -> None:
        """One step's loss, tokens per second and so on."""
        self.reports.append(report)

    def on_val_loss_report(self, report: Dict) -> None:
        """The validation that 0.28.3 cannot do without; not used here."""


class Windows:
    """A data set as the trainer takes it: (tokens, offset of the first token that counts)."""

    def __init__(self, rows: List[List[int]]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index: int):
        return self._rows[index], 0


def model_for(arm: str, sizes: Sizes):
    """The tiny model, prepared for `lora` (its own weights frozen) or for `full` fine-tuning."""
    model = model_of(sizes)
    if arm == "lora":
        model.freeze()
        linear_to_lora_layers(model, len(model.layers), LORA)
    evaluate(model.parameters())
    return model


def run(model, rows: List[List[int]], batch: int, steps: int, optimizer, accumulate: int = 1) -> List[Dict]:
    """Trains, and gives what the trainer reported after each step. It shuffles by NumPy's generator, unseeded in 0.28."""
    numpy.random.seed(0)
    watch, data = Watch(), Windows(rows)
    with tempfile.TemporaryDirectory() as folder:
        args = TrainingArgs(batch_size=batch, iters=steps, val_batches=1, steps_per_report=1, steps_per_eval=10**6,
                            steps_per_save=10**6, max_seq_length=len(max(rows, key=len)),
                            grad_accumulation_steps=accumulate, adapter_file=str(Path(folder, "adapters.safetensors")))
        train(model, optimizer, data, Windows(rows[:batch]), args=args, training_callback=watch)
    return watch.reports


def sweep(sizes: List, batches: List[int], steps: int) -> Dict[str, List[Dict]]:
    """By arm, for each batch size: milliseconds of each step, and the share of the parameters that is trained."""
    sizes, seen = Sizes(*sizes), {arm: [] for arm in ARMS}
    rows = windows(sizes.length, max(batches)).tolist()
    for arm in ARMS:
        for batch in batches:
            model = model_for(arm, sizes)
            reports = run(model, rows, batch, steps, optim.Adam(learning_rate=1e-3))
            seen[arm].append({"batch": batch, "step_ms": [1e3 / report["iterations_per_second"] for report in reports],
                              "trained": numbers(model.trainable_parameters()) / numbers(model.parameters())})
    return seen


def numbers(tree) -> int:
    """How many numbers a tree of arrays has."""
    return sum(array.size for _, array in tree_flatten(tree))


def throttled_peaks(sizes: List, batches: List[int]) -> Dict[str, List[List[int]]]:
    """By arm, [batch, bytes] of the peak of two steps above weights; started with `harness.peak.THROTTLED`."""
    throttle()
    sizes = Sizes(*sizes)
    return {arm: [[batch, min(peak(arm, sizes, batch) for _ in range(2))] for batch in batches] for arm in ARMS}


def peak(arm: str, sizes: Sizes, batch: int) -> int:
    """Bytes at the peak of two steps, above the weights."""
    model, rows = model_for(arm, sizes), windows(sizes.length, batch).tolist()
    settle()
    before = mx.get_active_memory()
    run(model, rows, batch, 2, optim.Adam(learning_rate=1e-3))
    return mx.get_peak_memory() - before


def changed(sizes: List, steps: int) -> Dict[str, Dict]:
    """By arm: how many tensors of the base model and of LoRA training changed, and the loss before and after."""
    return {arm: _changed(arm, Sizes(*sizes), steps) for arm in ARMS}


def _changed(arm: str, sizes: Sizes, steps: int) -> Dict:
    model = model_for(arm, sizes)
    before = {name: mx.array(array) for name, array in tree_flatten(model.parameters())}
    evaluate(before)
    reports = run(model, windows(sizes.length, 4).tolist(), 4, steps, optim.Adam(learning_rate=1e-3))
    touched = [name for name, array in tree_flatten(model.parameters())
               if not mx.array_equal(array, before[name]).item()]
    adapters = [name for name in touched if "lora_" in name]
    return {"base": len(touched) - len(adapters), "adapters": len(adapters),
            "first": reports[0]["train_loss"], "last": reports[-1]["train_loss"]}


def accumulation(sizes: List, *cases: List[int]) -> List[float]:
    """How far the trainer's accumulation over sequences of these lengths is off one step on them together.

    One step of plain gradient descent moves the weights by the gradient, so weights can be compared. The result is the
    largest difference over the largest movement, for each case.
    """
    return [_accumulation(lengths, Sizes(*sizes)) for lengths in cases]


def _accumulation(lengths: List[int], sizes: Sizes) -> float:
    rows = [row[:length] for row, length in zip(windows(sizes.length, len(lengths)).tolist(), lengths)]
    start = dict(tree_flatten(model_for("full", sizes).parameters()))
    ends = []
    for batch, steps in ((len(rows), 1), (1, len(rows))):
        model = model_for("full", sizes)
        run(model, rows, batch, steps, optim.SGD(learning_rate=1.0), accumulate=steps)
        ends.append(dict(tree_flatten(model.parameters())))
    moved = max(mx.max(mx.abs(ends[0][name] - value)).item() for name, value in start.items())
    apart = max(mx.max(mx.abs(ends[0][name] - value)).item() for name, value in ends[1].items())
    return apart / moved
