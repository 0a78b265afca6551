"""What the experiments ask of a Mac: matrix products and bytes, counted, against what each chip does at most.

Nothing here runs on Metal. `lazy_evaluation` is run with arrays that have a side and nothing else; its sizes are fitted to
the chip by the same code as there, on a clock that runs by the chip's speed. For the others the work is counted by hand.
"""

import importlib
import re
import subprocess
import sys
import types

import pytest
from conftest import EXPERIMENTS

# TFLOP/s in float32 and GB/s at most, by Apple; half of it is what programs get, and half of the limit is what they may take.
CHIPS = {"M1": (2.6, 68), "M1 Pro": (5.2, 200), "M4": (4.3, 120), "M4 Max": (18.4, 546)}
SHARE = 0.5

COUNT = """
import sys, types
sys.path[0] = {experiments!r}
fake = types.ModuleType("mlx"); core = types.ModuleType("mlx.core"); fake.core = core
core.float32 = core.gpu = core.cpu = None; core.array = object
sys.modules.update({{"mlx": fake, "mlx.core": core}})
import lazy_evaluation as experiment
from probes import laziness as probe
from probes import sizes
speed, quick = {speed} * 1e12, {quick}
work, clock = [0.0], [0.0]
class Array:
    nbytes = 0
    def __init__(self, n, due=0): self.n, self.due = n, due
    def __matmul__(self, other): return Array(self.n, self.due + 2 * self.n**3)
def evaluate(*arrays):
    for each in arrays:
        work[0] += each.due; clock[0] += each.due / speed + 2e-4; each.due = 0
def timed(function):
    start = clock[0]; function(); return clock[0] - start + 1e-9
def now():
    clock[0] += 1e-6; return clock[0]
core.tanh = lambda a: Array(a.n, a.due); core.get_active_memory = lambda: 0; core.async_eval = evaluate
probe.backend, probe.square, probe.evaluate, probe.timed, probe.perf_counter = lambda: "metal", Array, evaluate, timed, now
probe.settle, probe.pending, probe._count = lambda: None, lambda *a: 1, lambda n: None
class Run:
    backend = "metal"
    def __getattr__(self, name): return lambda *a, **k: None
run = Run(); run.quick = quick
size, small = sizes.sides("metal", quick)
experiment.build_and_evaluate(run, size); experiment.branches(run, small); experiment.repeated(run, small)
beside = probe.overlapped_size("metal", "accelerate")
experiment.overlap(run, beside)
print(size, small, beside, work[0] / 1e12)
"""


def limit_of(name):
    """Seconds, from the header."""
    return int(re.search(r'^# timeout = "(\d+)s"', (EXPERIMENTS / f"{name}.py").read_text("utf-8"), re.M).group(1))


def counted(speed, quick=False):
    code = COUNT.format(experiments=str(EXPERIMENTS), speed=speed, quick=quick)
    done = subprocess.run([sys.executable, "-B", "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    size, small, beside, work = done.stdout.split()
    return int(size), int(beside), float(work)


@pytest.mark.parametrize("chip", CHIPS)
def test_lazy_evaluation_ends_within_half_of_its_limit(chip):
    speed = CHIPS[chip][0] * SHARE
    size, beside, work = counted(speed)
    assert work / speed < limit_of("lazy_evaluation") / 2, f"{chip}: {work:.0f} TFLOP at a side of {size} and {beside}"
    assert size >= 1024, "enough work to dwarf a launch"


def test_even_the_largest_sizes_end_in_time_on_the_smallest_chip():
    """Wherever fitting was misled: a clock that stands still lets it take the largest sizes."""
    work = counted(1e9)[2]
    assert work / (CHIPS["M1"][0] * SHARE) < limit_of("lazy_evaluation") / 2


def test_a_fixed_size_would_not():
    """The count has teeth: the sizes that the experiment had once do not end in time."""
    once = 8 * 8 * 2 * 4096**3 * (9 + 10 / 8 + 10 / 8 + 68) / 1e12
    assert once / (CHIPS["M4"][0]) > 120


# Bytes that an experiment writes and reads, and float32 products in TFLOP, at most: counted in its code.
GIB = 2**30
WORK = {
    "unified_memory": (12 * 6 * 341 * 2**20 / 1e9 + 45 * 4 * 0.01, 45 * 4 * 3 * 2 * 4096 * 512 * 4 / 1e12),
    "zero_copy": (12 * 6 * 85 * 2**20 / 1e9 + 2 * 4 * 0.25, 0),
    "wired_pages": (17 * 14 * GIB / 1e9, 0),
    "memory_wiring": (0.1, 5 * 2 * 128**3 * 4 / 1e12),
    "installation": (1, (25 * 2 + 10) * 2 * 4096**3 / 1e12),
    "health_check": (18 * 9 * 2 * 4 * 4096**2 / 1e9, 18 * 2 * 2048**3 / 1e12),
}
PAUSES = {"wired_pages": 16 * 8 + 8}  # seconds, at most
PROCESSES = {"unified_memory": 6, "zero_copy": 4, "wired_pages": 19, "memory_wiring": 6, "installation": 13, "health_check": 24}
START = 1.5  # seconds that a fresh process takes to import MLX and to load a kernel


@pytest.mark.parametrize("chip", CHIPS)
@pytest.mark.parametrize("name", WORK)
def test_every_other_experiment_ends_within_half_of_its_limit(chip, name):
    (gigabytes, products), (speed, bandwidth) = WORK[name], CHIPS[chip]
    seconds = gigabytes / (bandwidth * SHARE) + products / (speed * SHARE) + PAUSES.get(name, 0) + PROCESSES[name] * START
    assert seconds < limit_of(name) / 2, f"{name} on {chip}: {seconds:.0f} s of {limit_of(name)}"


def forward(dims, layers, length):
    """TFLOP of one sequence through a decoder whose feed-forward part is four times as wide, with attention and logits."""
    return (length * (24 * dims**2 * layers + 2 * 128 * dims) + 4 * length**2 * dims * layers) / 1e12


def planned(asked):
    """The plan of MLX-005 for Metal, and the sizes of its models."""
    plan, *sizes = asked("from probes.plans import plan_for; plan = plan_for('metal', False)\n"
                         "result = [plan._asdict(), plan.sizes._asdict(), plan.tuned._asdict()]")
    return types.SimpleNamespace(**plan), [types.SimpleNamespace(**each) for each in sizes]


TRAINING, CHECKPOINTED = 3, 4  # a step in forward passes: backward counts twice, and what is computed again once more


def batch_size(asked):
    """TFLOP, and the launches of what is too small to count by work."""
    plan, (sizes, _) = planned(asked)
    sequence = forward(sizes.dims, sizes.layers, sizes.length)
    passes = {"inference": 1, "training": TRAINING, "accumulated": TRAINING}
    throttled = sum(3 * sum(plan.batches[work]) * passes[work] * sequence for work in passes)
    lengths = sum(2 * (1 + TRAINING) * plan.tokens / length * forward(sizes.dims, sizes.layers, length)
                  for length in plan.lengths)
    timed = sum((1 + 5 + 1) * sum(plan.batches[work]) * passes[work] * sequence for work in ("inference", "training"))
    forgets = 2 * 10 * TRAINING * sequence
    dims, layers, _ = plan.decoder
    decoded = (plan.rounds + 2) * sum(max(8, batch) for batch in plan.batches["decoding"]) * 2 * dims**2 * layers / 1e12
    learnt = len(plan.seeds) * sum(plan.sequences // batch for batch in (4, 16, 64))
    return throttled + lengths + timed + forgets + decoded, learnt * LAUNCHES


def batch_size_finetuning(asked):
    plan, (_, sizes) = planned(asked)
    sequences = 2 * sum(plan.batches["tuning"]) * (2 * plan.rounds + 1 + 2 * 3)  # two arms; a peak takes two steps, twice
    steps = 2 * len(plan.batches["tuning"]) * (2 * plan.rounds + 1 + 2 * 3) + 2 * 20
    return sequences * TRAINING * forward(sizes.dims, sizes.layers, sizes.length), steps * LAUNCHES


def gradient_checkpointing(asked):
    sizes, depths = asked(
        "import types, gradient_checkpointing as e\n"
        "sizes, depths = e.chosen(types.SimpleNamespace(backend='metal', quick=False))\n"
        "result = [sizes._asdict(), depths]")
    sizes = types.SimpleNamespace(**sizes)
    layer = sizes.batch * forward(sizes.dims, 1, sizes.length)
    peaks = 2 * (TRAINING + CHECKPOINTED) * sum(depths)  # throttled, and once more running ahead
    choices = CHECKPOINTED * (2 * max(depths) + 3 * 8)  # a cheap one, another order, three sizes of groups
    times = (21 + 1) * 4 * (TRAINING + CHECKPOINTED + 1)
    return layer * (peaks + choices + times), 400 * LAUNCHES


def quantization(_):
    rows, arms, copies, rounds = (1, 8, 32, 256), 5, 4, 11 + 2
    return 2 * 4096**2 * sum(rows) * arms * copies * rounds / 1e12, 4 * arms * copies * rounds


def quantization_models(_):
    trainings = 7 * 3 + 7 + 4 + 6
    return 0.1, (120 + trainings * (40 + 20)) * LAUNCHES


LAUNCHES = 1500  # kernels in a step of the tiny models with its optimizer, at most
LAUNCH = 2e-5  # seconds from one to the next
TRAINED = {batch_size: 6, batch_size_finetuning: 6, gradient_checkpointing: 20, quantization: 24, quantization_models: 20}


@pytest.mark.parametrize("chip", CHIPS)
@pytest.mark.parametrize("count", TRAINED, ids=lambda count: count.__name__)
def test_every_model_ends_within_half_of_its_limit(chip, count, in_mlx):
    (products, launches), speed = count(in_mlx), CHIPS[chip][0] * SHARE
    seconds = products / speed + launches * LAUNCH + TRAINED[count] * START
    limit = limit_of(count.__name__)
    assert seconds < limit / 2, f"{count.__name__} on {chip}: {products:.0f} TFLOP, {seconds:.0f} s of {limit}"


def test_a_model_twice_as_wide_would_not(in_mlx):
    """The count has teeth: on an M1 four times the work is too much."""
    assert 4 * gradient_checkpointing(in_mlx)[0] / (CHIPS["M1"][0] * SHARE) > limit_of("gradient_checkpointing") / 2
    assert 4 * batch_size(in_mlx)[0] / (CHIPS["M1"][0] * SHARE) > limit_of("batch_size") / 2


def test_sizes_are_fitted():
    sizes = importlib.import_module("probes.sizes")
    for rate, side in ((1e9, 128), (0.8e12, 1024), (1.5e12, 2048), (1e15, 4096)):
        assert sizes.fitted(lambda n, rate=rate: 16 * n**3 / rate) == side
    assert sizes.fitted(lambda n: 0.0, largest=512) == 512
    assert sizes.sides("cpu", True) == (256, 160) and sizes.sides("cuda", False) == (4096, 4096)
