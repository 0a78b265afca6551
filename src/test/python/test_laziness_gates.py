"""Every gate of MLX-002 is green on MLX and red on something that is wrong in just that way."""

import pytest

START = "import mlx.core as mx, lazy_evaluation as e; from probes import laziness as p\n"

GATES = {
    "L1": ("e.nothing_ran(p.lazily)", ["e.nothing_ran(p.eagerly)"]),
    "L2": ("e.nothing_allocated(p.lazily, 4)", ["e.nothing_allocated(p.eagerly, 4)"]),
    "L3": ("e.evaluation_dominates(*zip(*[p.build_then_evaluate(p.lazily, 256) for _ in range(5)]))",
           ["e.evaluation_dominates(*zip(*[p.build_then_evaluate(p.eagerly, 256) for _ in range(5)]))"]),
    "L4": ("e.branch_waits([p.two_branches(p.lazily, 256) for _ in range(3)][1:])",
           ["e.branch_waits([p.two_branches(p.eagerly, 256)])",
            "e.branch_waits([p.Branches(1, 10, 0, 0)])",
            "e.branch_waits([p.Branches(1, 10, 16, 10**6)])",
            "e.branch_waits([p.Branches(6, 10, 16, 0)])"]),
    "L5": ("e.evaluation_points(p.expected_uses()[0])",
           ["e.evaluation_points({**p.expected_uses()[0], 'shape': True})",
            "e.evaluation_points({**p.expected_uses()[0], 'repr': False})",
            "(p.USES.update(repr=lambda x: ''), e.evaluation_points(p.expected_uses()[0]))[1]"]),
    "L6": ("e.second_is_free([p.evaluate_twice(p.lazily, 256) for _ in range(5)])",
           ["e.second_is_free([p.evaluate_twice(p.eagerly, 256) for _ in range(5)])",
            "e.second_is_free([p.Twice(1, 0.01, 4096)])"]),
    "L7": ("e.same_values(p.eagerly)", ["e.same_values(lambda x: x + 1e-6)"]),
    "L8": ("e.gradient_through_eval(p.cube_with_eval)",
           ["e.gradient_through_eval(lambda x: (2 * mx.stop_gradient(x**3) + 0 * x).sum())"]),
    "L10": ("e.returns_early([p.return_share(192, p.asynchronously) for _ in range(9)])",
            ["e.returns_early([p.return_share(192, p.synchronously) for _ in range(3)])",
             "(setattr(mx, 'async_eval', mx.eval), e.returns_early([p.return_share(192, p.asynchronously) for _ in range(3)]))[1]"]),
    "L11": ("e.compiled_is_smaller(mx.compile)", ["e.compiled_is_smaller(p.no_compiler)"]),
    "L12": ("e.keeps_what_it_captured(mx.compile)", ["e.keeps_what_it_captured(p.no_compiler)"]),
    "L13": ("e.shapeless_keeps_a_length(mx.compile)", ["e.shapeless_keeps_a_length(p.no_compiler)"]),
    "L9": ("e.compiled_is_equal(mx.compile)", ["e.compiled_is_equal(p.wrong_compiler)"]),
}


@pytest.mark.parametrize("id", GATES)
def test_the_gate_is_green_on_mlx_and_red_on_what_is_wrong(judged, uncompiled, id):
    green, reds = GATES[id]
    (ok, detail), *rejected = judged(START, [green, *reds])
    if uncompiled and id in ("L11", "L12", "L13"):
        assert not ok, "where nothing can be compiled, the gate notices that nothing is"
        return
    assert ok, detail
    assert any(letter.isdigit() for letter in detail) or id == "L5"
    for ok, detail in rejected:
        assert not ok, detail


def test_a_library_without_laziness_turns_the_run_red(in_mlx, tmp_path):
    """The run itself, on an eager stand-in: structure, building, branches and repetition."""
    checks = in_mlx(START + f"""
import os; os.environ["LEDGER_EVENTS"] = {str(tmp_path / "e.jsonl")!r}
from harness import Experiment
p.lazily, p.BUILDS = p.eagerly, 1
with Experiment(e.__file__, 0) as run:
    e.structure(run); e.build_and_evaluate(run, 128); e.branches(run, 128); e.repeated(run, 128)
result = {{c["id"]: c["ok"] for c in run._events.of("check")}}
""")
    assert [id for id in ("L1", "L2", "L3", "L4", "L6") if checks[id]] == []
    assert checks["L7"] and checks["L8"]  # right values do not depend on laziness
