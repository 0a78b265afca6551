"""Every gate of MLX-006 is green on MLX and red on something that is wrong in just that way."""

import pytest

START = "import gradient_checkpointing as e; from harness import Outcome, call; from probes import checkpointing as p, dropout as d\n"
PLAIN, KEPT = "{2: 8, 4: 15, 8: 28, 16: 54}", "{2: 7, 4: 8, 8: 9, 16: 11}"
SLOPES = "call('probes.checkpointing:slopes', {!r})"

GATES = {
    "G1": ("e.same_gradients(p.gradients('checkpoint'), p.gradients('plain'), 1e-6)",
           ["e.same_gradients(p.gradients('naive'), p.gradients('plain'), 1e-3)",
            "(g := p.gradients('plain'), e.same_gradients({k: v * 1.001 for k, v in g.items()}, g, 1e-6))[1]",
            "e.same_gradients({**p.gradients('plain'), 'other': 1}, p.gradients('plain'), 1)"]),
    "G1-slopes": (f"e.right_slopes({SLOPES.format('checkpoint')})",
                  [f"e.right_slopes({SLOPES.format('naive')})",
                   "e.right_slopes(Outcome('returned', [['w', 1.0, 1.0], ['v', 1.0015, 1.0]]))",
                   "e.right_slopes(Outcome('timed out', detail='no answer within 1 s'))"]),
    "G2": ("e.computed_again(p.counts('checkpoint'), p.counts('plain'), 4)",
           ["e.computed_again(p.counts('plain'), p.counts('plain'), 4)",
            "e.computed_again(p.counts('checkpoint'), p.counts('plain'), 3)",
            "e.computed_again(p.counts('cheap'), p.counts('plain'), 4)",
            "e.computed_again({**p.counts('checkpoint'), 'Depends': 0}, p.counts('plain'), 4)",
            "e.computed_again({**p.counts('plain'), 'Depends': 4, 'CustomTransforms': 4}, p.counts('plain'), 4)"]),
    "G3": (f"e.depth_costs_less({KEPT}, {PLAIN})",
           [f"e.depth_costs_less({PLAIN}, {PLAIN})", f"e.depth_costs_less({PLAIN}, {KEPT})",
            f"e.depth_costs_less({KEPT}, {{2: 8, 16: 8}})", f"e.depth_costs_less({KEPT}, {{2: 8, 4: 54, 8: 9, 16: 54}})"]),
    "G4": (f"e.deep_stack_saves({KEPT}, {PLAIN})",
           [f"e.deep_stack_saves({PLAIN}, {PLAIN})", "e.deep_stack_saves({16: 50}, {16: 54})",
            f"e.deep_stack_saves({{}}, {PLAIN})"]),
    "G5": ("e.same_losses(p.losses('checkpoint'), p.losses('plain'), 1e-5)",
           ["e.same_losses(p.losses('naive'), p.losses('plain'), 1e-2)",
            "e.same_losses(p.losses('plain', rate=0.11), p.losses('plain'), 1e-5)",
            "e.same_losses(p.losses('plain', rate=0.0), p.losses('plain', rate=0.0), 1e-5)"]),
    "G8": ("e.whole_class_changes(call('probes.checkpointing:patched', 4), 4)",
           ["e.whole_class_changes(Outcome('returned', {'checkpoints': 4, 'another': 0, 'apart': 0}), 4)",
            "e.whole_class_changes(Outcome('returned', {'checkpoints': 0, 'another': 0, 'apart': 0}), 4)",
            "e.whole_class_changes(Outcome('returned', {'checkpoints': 4, 'another': 4, 'apart': 1}), 4)",
            "e.whole_class_changes(Outcome('raised', detail='ImportError'), 4)"]),
    "G9": ("e.same_masks([d.masks_apart(arm, 1) for arm in ('plain', 'outside', 'mask', 'key')])",
           ["e.same_masks([d.masks_apart('inside', 1)])", "e.same_masks([0.0, 0.001])"]),
    "G10": ("e.lora_stays(Outcome('returned', d.lora([0.0], [1])), 0.0, 1e-5)",
            ["e.lora_stays(Outcome('returned', d.lora([0.05], [1])), 0.05, 2e-2)",
             "e.lora_stays(Outcome('returned', [[0.0, 1, 0.0, 0.1]]), 0.0, 1e-5)",
             "e.lora_stays(Outcome('raised', detail='ImportError 1'), 0.0, 1e-5)"]),
}


@pytest.mark.parametrize("id", GATES)
def test_the_gate_is_green_on_mlx_and_red_on_what_is_wrong(judged, id):
    green, reds = GATES[id]
    (ok, detail), *rejected = judged(START, [green, *reds], alone=id in ("G8", "G10"))
    assert ok, detail
    assert any(letter.isdigit() for letter in detail)
    for ok, detail in rejected:
        assert not ok, detail


def test_a_checkpoint_that_does_nothing_turns_the_run_red(in_mlx, tmp_path):
    """The run itself, with the plain arm in the place of the checkpointed one: graph and memory, on tiny layers."""
    checks = in_mlx(START + f"""
import os; os.environ["LEDGER_EVENTS"] = {str(tmp_path / "e.jsonl")!r}
from harness import Experiment
with Experiment(e.__file__, 0) as run:
    e.gradients(run, "plain"); e.structure(run, "plain")
    peaks = e.peaks(run, "plain", p.TINY, (2, 8))
    e.memory(run, peaks, peaks)
result = {{c["id"]: c["ok"] for c in run._events.of("check")}}
""")
    assert [id for id in ("G2", "G3", "G4") if checks[id]] == []
    assert all(checks[id] for id in ("G1", "G5", "G1-control", "G2-control", "G3-control"))


def test_a_key_that_is_an_input_of_a_checkpoint_is_refused(in_mlx):
    """Which is why the page says: the mask as an input, or the key from outside."""
    said = in_mlx("""
import mlx.core as mx
f = mx.checkpoint(lambda key, x: mx.sin(x * mx.random.bernoulli(0.5, x.shape, key=key)))
try:
    mx.eval(mx.vjp(lambda x: f(mx.random.key(1), x), [mx.ones((8,))], [mx.ones((8,))])); result = "accepted"
except ValueError as error:
    result = str(error)
""")
    assert "RandomBits" in said


def test_throttling_keeps_what_waits_out_of_the_peak(in_mlx):
    """The reason for two processes: the same step, once throttled and once running ahead."""
    throttled, ahead = in_mlx("""
from harness import call
from harness.peak import THROTTLED
case = ["plain", [64, 2, 64, 2], 8]
result = [call("probes.checkpointing:throttled_peak", *case, variables=THROTTLED).value,
          call("probes.checkpointing:peak", *case).value]
""")
    assert 0 < throttled < ahead


def test_what_would_fill_the_device_is_left_out_and_said(in_mlx, tmp_path):
    seen, said = in_mlx(START + f"""
import os; os.environ["LEDGER_EVENTS"] = {str(tmp_path / "e.jsonl")!r}
from harness import Experiment
e.device_memory = lambda: 2 * 10 * 2**20
e.throttled = lambda run, arm, sizes, depth: depth * 2**20
with Experiment(e.__file__, 0) as run:
    seen = e.peaks(run, "plain", p.TINY, (2, 4, 8, 16))
result = [sorted(seen), run._events.of("not-applicable")]
""")
    assert seen == [2, 4, 8] and said[0]["what"] == "peak-plain-16" and "10 MiB" in said[0]["detected"]


def test_a_process_that_fails_is_a_red_check(in_mlx, tmp_path):
    checks = in_mlx(START + f"""
import os; os.environ["LEDGER_EVENTS"] = {str(tmp_path / "e.jsonl")!r}
from harness import Experiment
with Experiment(e.__file__, 0) as run:
    assert e.throttled(run, "no such arm", p.TINY, 2) is None
result = run._events.of("check")
""")
    assert not checks[0]["ok"] and "KeyError" in checks[0]["detail"]


@pytest.mark.parametrize("told, expected", [
    ({"total_memory": 80, "free_memory": 3}, 80),  # CUDA
    ({"memory_size": 64, "max_recommended_working_set_size": 48}, 48),  # Metal
    ({"device_name": "x"}, None),  # nothing said: the host's own memory
])
def test_how_much_memory_the_device_has(in_mlx, told, expected):
    seen, host = in_mlx(f"""
import mlx.core as mx
from harness import host, peak
peak.backend = lambda: "cuda"
mx.device_info = lambda device=None: {told!r}
result = [peak.device_memory(), host.memory_bytes()]
""")
    assert seen == (expected or host)


def test_a_peak_is_what_was_needed_above_what_was_there(in_mlx):
    peak = in_mlx("""
import mlx.core as mx
from harness.accelerator import evaluate
from harness.peak import peak_of
kept = mx.ones((1 << 20,)); evaluate(kept)
result = peak_of(lambda: mx.ones((1 << 18,)) + 1)
""")
    assert 2**20 <= peak <= 2**20 * 2 + 65536
