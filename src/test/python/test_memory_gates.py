"""Every gate of MLX-003 is green on MLX and red on something that is wrong in just that way."""

import importlib
import math

import pytest

unified_memory, zero_copy = (importlib.import_module(name) for name in ("unified_memory", "zero_copy"))

START = """
import mlx.core as mx, unified_memory as u
from probes import handoff as h, overlap as o, places as p, sharing as s
both = p.places()
"""

GATES = {
    "U1": ("u.places_agree(p.results_in_both(), both.devices)",
           ["u.places_agree(p.results_in_both(True), both.devices)",
            "(p.FUNCTIONS.update(exp=lambda x, y: x + mx.random.normal(x.shape)),"
            " u.places_agree(p.results_in_both(), both.devices))[1]",
            "u.places_agree({'apart': {}}, 2)", "u.places_agree({'apart': {'add': float('nan')}}, 2)"]),
    "U2": ("u.graphs_agree(p.graph_differences(both, 10))",
           ["u.graphs_agree(p.graph_differences(both, 5, lambda value: value + 1))",
            "u.graphs_agree({'graphs': 1, 'wrong': 0, 'operations': 24, 'crossings': 0})",
            # a value that one place sees too early: an operation that answers differently there
            "(p.BINARY.update(add=lambda a, b, stream: mx.add(a, b) + (1 if stream == both.far else 0)),"
            " u.graphs_agree(p.graph_differences(both, 10)))[1]"]),
    "U2-write": ("u.write_came_after(h.write_while_read(True).values)",
                 ["u.write_came_after(h.write_while_read(False).values)"]),
    "U3": ("s.only_results(h.bytes_of_two_results(both, 4))",
           ["s.only_results(h.bytes_of_two_results(both, 4, h.copied))",
            "s.only_results({'added': 0, 'results': 2**20})"]),
    "U4": ("s.same_address(h.addresses(p.cpu_streams()))",
           ["s.same_address(h.addresses(p.cpu_streams(), h.copied))",
            # a NumPy that copies: a copy may lie where the one before it lay, unless that is still alive
            "(setattr(h, 'np', type('np', (), {**vars(h.np), 'asarray': staticmethod(h.np.array)})),"
            " s.same_address(h.addresses(p.cpu_streams())))[1]"]),
    "U5": ("s.write_arrives(h.write_seen(p.cpu_streams()))", ["s.write_arrives(h.write_seen(p.cpu_streams(), h.copied))"]),
    "U7": ("u.example_is_right({n: o.Example(both).errors(a) for n, a in o.arms(both).items()}, 2e-3)",
           ["u.example_is_right({n: o.Example(both).errors(a, o.growth) for n, a in o.arms(both).items()}, 2e-3)",
            "u.example_is_right({'x': [0.1, 0.0]}, 2e-3)",
            "(setattr(mx, 'matmul', lambda a, b, stream: mx.zeros((4096, 4)) + 1),"
            " u.example_is_right({'x': o.Example(both).errors((both.near, both.far))}, 2e-3))[1]"]),
}


@pytest.mark.parametrize("id", GATES)
def test_the_gate_is_green_on_mlx_and_red_on_what_is_wrong(judged, id):
    green, reds = GATES[id]
    (ok, detail), *rejected = judged(START, [green, *reds])
    assert ok, detail
    for ok, detail in rejected:
        assert not ok, detail


def test_graphs_depend_on_the_seed_and_not_on_the_places(in_mlx):
    seen = in_mlx(START + """
graphs = [p.random_graph(seed, both, choose) for seed in (1, 2) for choose in (lambda w: 0, lambda w: 1)]
both.finish(*[g.value for g in graphs])
result = [p.differing_words(graphs[a].value, graphs[b].value) for a, b in ((0, 1), (0, 2))]
""")
    assert seen[0] == 0 and seen[1] > 4000


def test_resident_memory_sees_a_copy(in_mlx):
    shares = in_mlx("from harness import call\nresult = [call('probes.handoff:resident_growth', 64, copied).value"
                    " for copied in (False, True)]")
    assert shares[0] == pytest.approx(1, abs=0.4) and shares[1] > 1.8
    assert unified_memory.stays_within(shares[0]).ok and not unified_memory.stays_within(shares[1]).ok


def test_slopes(in_mlx):
    share = in_mlx("""
from probes.handoff import Slopes
slopes = Slopes()
for size in (1, 2, 3):
    slopes.add(size, {"first": 5 + 0.5 * size, "again": 7 - size, "copy": 1 + 2 * size})
result = [slopes.share("first"), slopes.share("again")]
""")
    assert share == pytest.approx([0.25, 0])


@pytest.mark.parametrize("backend, system, machine, text", [
    ("metal", "Darwin", "arm64", ""), ("cpu", "Linux", "x86_64", "Apple silicon"), ("cpu", "Darwin", "arm64", "not yet measured"),
    ("cuda", "Linux", "x86_64", "CUDA"), ("metal", "Darwin", "x86_64", "Apple silicon"),
])
def test_zero_copy_is_a_matter_of_apple_silicon(backend, system, machine, text):
    why, found = zero_copy.lacking(backend, system, machine)
    assert (text in why if text else not why) and backend in found and machine in found


def test_what_runs_on_a_mac_runs(in_mlx, tmp_path):
    """The steps for Apple silicon, with two streams of the CPU: they share one memory, so all is green and near zero."""
    events = in_mlx(START + f"""
import os; os.environ["LEDGER_EVENTS"] = {str(tmp_path / "e.jsonl")!r}
import zero_copy as z
from harness import Experiment
with Experiment(z.__file__, 0) as run:
    z.addresses(run, p.cpu_streams()); z.memory(run); z.crossing(run, p.cpu_streams(), (1, 4, 16))
result = run._events.seen
""")
    checks = {event["id"]: event["ok"] for event in events if event["event"] == "check"}
    assert checks == dict.fromkeys(("Z1", "Z1-control", "Z2", "Z2-control", "Z3", "Z3-control", "Z3-nothing-control"), True)
    shares = sorted(event["value"] for event in events if event.get("metric") == "gpu_crossing_over_copy" and not event["warmup"])
    assert len(shares) == 11 and shares[5] < 0.1


def test_a_copying_stand_in_refutes_zero_copy(in_mlx, tmp_path):
    """The same run, on a library that copies when it hands over: both gates and the claim's metric notice."""
    events = in_mlx(START + f"""
import os; os.environ["LEDGER_EVENTS"] = {str(tmp_path / "e.jsonl")!r}
import numpy as np, zero_copy as z
from harness import Experiment
h.addresses.__defaults__ = h.write_seen.__defaults__ = (h.copied,)
view = np.asarray
with Experiment(z.__file__, 0) as run:
    z.addresses(run, p.cpu_streams())
    h.np = type("np", (), {{**vars(np), "asarray": staticmethod(lambda a: np.array(view(a)))}})
    z.crossing(run, p.cpu_streams(), (1, 4, 16))
result = run._events.seen
""")
    checks = {event["id"]: event["ok"] for event in events if event["event"] == "check"}
    assert not checks["Z1"] and not checks["Z2"]
    shares = sorted(event["value"] for event in events if event.get("metric") == "gpu_crossing_over_copy" and not event["warmup"])
    assert shares[5] > 0.1


def test_a_fixed_point_is_an_oracle():
    value = 0.3
    for _ in range(200):
        value = math.exp(-value)
    assert value == pytest.approx(0.5671432904097838, abs=1e-12)
    assert not unified_memory.example_is_right({"x": (0, math.inf)}, 1).ok
    assert not unified_memory.example_is_right({"x": (0, math.nan)}, 1).ok
