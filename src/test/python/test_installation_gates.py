"""Every gate of MLX-001 turns red on something that is wrong in just that way."""

import importlib

import pytest
from harness import Outcome

installation = importlib.import_module("installation")
GOOD = {"import_ms": 5.0, "first_eval_ms": 1.0}


@pytest.mark.parametrize("kind", ["raised", "exited", "signalled", "timed out"])
def test_c1_tells_how_the_import_ended(kind):
    assert installation.imports(Outcome("returned", GOOD)).ok
    verdict = installation.imports(Outcome(kind, detail="why"))
    assert not verdict.ok and kind in verdict.detail and "why" in verdict.detail


@pytest.mark.parametrize("reported, installed, requested, ok", [
    ("0.29.4", {"mlx": "0.29.4", "mlx-cpu": "0.29.4"}, "0.29.4", True),
    ("0.29.4", {"mlx": "0.29.4", "mlx-cpu": "0.29.4"}, None, True),
    ("0.29.4", {"mlx": "0.29.4", "mlx-cpu": "0.29.3"}, None, False),
    ("0.29.4", {"mlx": "0.29.3", "mlx-cpu": "0.29.4"}, None, False),
    ("0.29.4", {"mlx-cpu": "0.29.4"}, None, False),
    ("0.29.4", {}, None, False),
    ("0.29.4", {"mlx": "0.29.4"}, "0.29.3", False),
])
def test_c2_wants_one_version(reported, installed, requested, ok):
    assert installation.same_version(reported, installed, requested).ok == ok


START = "import mlx.core as mx, installation as i; from probes import oracle as o, algebra as a\n"

GREEN = {
    "C3": "i.agrees_with_oracle(o.compare_all('cpu'))",
    "C4": "a.derivatives_hold()",
    "C6": "a.files_keep_bits('FOLDER')",
    "C7": "a.evaluation_is_idempotent()",
}
RED = {
    "C3": ["i.agrees_with_oracle(o.compare_all('cpu', spoil=o.spoiled))",
           "(setattr(mx, 'tanh', mx.sin), i.agrees_with_oracle(o.compare_all('cpu')))[1]",
           "(setattr(mx, 'sort', lambda x: x), i.agrees_with_oracle(o.compare_all('cpu')))[1]",
           "(setattr(o, '_product', lambda: o.A), i.agrees_with_oracle(o.compare_all('cpu')))[1]",
           "i.agrees_with_oracle([o.Result('x', float('nan'), 1, float('nan'))])"],
    "C4": ["a.derivatives_hold(grad=lambda f: lambda x: mx.array(11.0))",
           "a.derivatives_hold(vmap=lambda f: lambda x: mx.vmap(f)(x) + (x > 0))",
           "a.derivatives_hold(jvp=lambda f, x, v: (None, [2 * mx.jvp(f, x, v)[1][0]]))",
           "a.derivatives_hold(vjp=lambda f, x, u: (None, u))"],
    "C6": ["a.files_keep_bits('FOLDER', load=lambda f: {k: v.astype(mx.float32) for k, v in mx.load(f).items()})",
           "a.files_keep_bits('FOLDER', load=lambda f: {k: v[::-1] for k, v in mx.load(f).items()})",
           "a.files_keep_bits('FOLDER', load=lambda f: {k: mx.abs(v) for k, v in mx.load(f).items()})"],
    "C7": ["a.evaluation_is_idempotent(lambda x: x * mx.random.uniform())",
           "a.evaluation_is_idempotent(lambda x: x + 0)"],
}


@pytest.mark.parametrize("id", GREEN)
def test_the_gate_is_green_on_mlx_and_red_on_what_is_wrong(in_mlx, tmp_path, id):
    ok, detail = in_mlx(f"{START}result = {GREEN[id]}".replace("FOLDER", str(tmp_path)))
    assert ok, detail
    for red in RED[id]:
        ok, detail = in_mlx(f"{START}result = {red}".replace("FOLDER", str(tmp_path)))
        assert not ok, detail


def test_c3_rejects_every_single_wrong_oracle(in_mlx):
    shares = in_mlx(f"{START}result = [(r.name, r.share > 1) for r in o.compare_all('cpu', spoil=o.spoiled)]")
    assert len(shares) >= 20 and all(rejected for _, rejected in shares)
    assert in_mlx(f"{START}result = i.rejects_all(o.compare_all('cpu'))")[0], "an honest oracle would fail the control"


def test_c3_knows_rounding_and_special_values(in_mlx):
    seen = in_mlx(START + """
inf, nan = float("inf"), float("nan")
result = [o.error([1.0], [1.0, 2.0]), o.error([inf], [-inf]), o.error([nan], [1.0]), o.error([nan, 2.0], [nan, 2.0]),
          o.error([1.0, 2.2], [1.0, 2.0]), o.brain(1 + 2**-8), o.brain(1 + 3 * 2**-8), o.half(1 + 2**-11)]
""")
    infinity = float("inf")
    assert seen[:4] == [infinity, infinity, infinity, 0]
    assert seen[4] == pytest.approx(0.1) and seen[5:] == [1, 1 + 2**-6, 1]


@pytest.mark.parametrize("draws, other, ok", [
    ({"a": [1, 2, 3, 4], "b": [1, 2, 3, 4]}, [5, 6, 7, 8], True),
    ({"a": [1, 2, 3, 4], "b": [1, 2, 3, 5]}, [5, 6, 7, 8], False),
    ({"a": [1, 2, 3, 4], "b": [1, 2, 3, 4]}, [1, 2, 3, 4], False),
    ({"a": [0, 0, 0, 0], "b": [0, 0, 0, 0]}, [5, 6, 7, 8], False),
])
def test_c5_wants_equal_bits_that_depend_on_the_seed(draws, other, ok):
    assert installation.reproducible(draws, other).ok == ok


def test_c8_wants_the_error_that_belongs_to_the_misuse():
    def shapes():
        raise ValueError("[matmul] shapes")

    assert installation.raises(shapes, ValueError, "matmul").ok
    assert not installation.raises(shapes, ValueError, "gpu").ok
    assert not installation.raises(lambda: 7, ValueError, "matmul").ok
    with pytest.raises(ValueError):
        installation.raises(shapes, TypeError, "matmul")


def test_a_broken_mlx_makes_a_complete_red_run(run_script, fake_mlx):
    status, events, log = run_script("installation", PYTHONPATH=fake_mlx)
    checks = {event["id"]: event for event in events if event["event"] == "check"}
    assert status == 0 and events[-1]["event"] == "end", log
    assert list(checks) == [*(f"C{number}" for number in range(1, 9)), "example"]
    assert not any(check["ok"] for check in checks.values())
    assert "no core here" in checks["C1"]["detail"] and "not tried" in checks["C7"]["detail"]


def test_c2_compares_with_the_lock_file(in_mlx, tmp_path):
    lock, events = tmp_path / "lock.txt", tmp_path / "events.jsonl"
    lock.write_text("mlx==0.1.0 \\\n    --hash=sha256:0\n")
    check = in_mlx(START + f"""
import os; os.environ.update(LEDGER_EVENTS={str(events)!r}, LEDGER_REQUIREMENTS={str(lock)!r})
from harness import Experiment, Outcome
with Experiment(i.__file__, 0) as run:
    i.version(run, [Outcome("returned", {{"version": mx.__version__}})])
result = run._events.of("check")[0]
""")
    assert check["id"] == "C2" and not check["ok"] and "requested 0.1.0" in check["detail"]
