"""Every gate of MLX-005 is green on MLX and red on something that is wrong in just that way."""

import pytest

START = """import mlx.core as mx, batch_size as e, batch_size_finetuning as f
from probes import batching as p, equivalence as q, tiny_lm
def task(): return p.task(p.TINY, 8)
"""
LINE = "[[1, 12], [2, 22], [4, 42], [8, 82]]"
CHANGES = "{{'base': {}, 'adapters': {}, 'first': 5.0, 'last': {}}}"

GATES = {
    "B1": (f"e.memory_is_affine({LINE}, 5)",
           [f"e.memory_is_affine({LINE}, 11)",  # less than a sequence's logits take
            "e.memory_is_affine([[1, 12], [2, 12], [4, 12]], 5)",
            "e.memory_is_affine([[b, b * b * 10] for b in (1, 2, 4, 8, 16)], 5)",
            "e.memory_is_affine([[1, 12], [2, 22]], 5)", "e.memory_is_affine([], 5)"]),
    "B3": ("(t := task(), e.accumulates_like(p.flat(p.accumulated(t)), p.flat(p.whole(t)), 1e-5))[1]",
           ["(t := task(), w := p.flat(p.whole(t)), e.accumulates_like({k: v * 8 for k, v in w.items()}, w, 1e-2))[2]",
            "(t := task(), e.accumulates_like(p.flat(t.gradients(slice(0, 4))), p.flat(p.whole(t)), 1e-2))[1]",
            "(t := task(), w := p.flat(p.whole(t)), e.accumulates_like({**w, 'another': 1}, w, 1e-2))[2]"]),
    "B3-lengths": ("(u := q.unequal(task()), e.accumulates_like(u[1], u[0], 1e-5))[1]",
                   ["(u := q.unequal(task()), e.accumulates_like(u[2], u[0], 2e-2))[1]"]),
    "B4": ("(t := task(), e.sequences_do_not_mix(t.model, t.tokens[:, :-1], 1e-5))[1]",
           ["(t := task(), e.sequences_do_not_mix(q.leaking(t.model), t.tokens[:, :-1], 2e-2))[1]",
            "(t := task(), e.sequences_do_not_mix(lambda x: t.model(x[:1] + 0 * x), t.tokens[:, :-1], 1e-5))[1]",
            "e.sequences_do_not_mix(lambda x: mx.zeros((*x.shape, 4)), task().tokens, 1e-5)"]),
    "B5": ("e.time_grows({1: 0.01, 8: 0.07})",
           ["e.time_grows({1: 0.01, 8: 0.012})", "e.time_grows({1: 0.01})"]),
    "B6": ("e.accumulation_saves({1: 5, 8: 6}, {1: 5, 8: 40})",
           ["e.accumulation_saves({8: 40}, {8: 40})", "e.accumulation_saves({8: 35}, {8: 40})",
            "e.accumulation_saves({}, {8: 40})"]),
    "F1": (f"f.only_adapters_change({CHANGES.format(0, 24, 4.0)})",
           [f"f.only_adapters_change({CHANGES.format(1, 24, 4.0)})",
            f"f.only_adapters_change({CHANGES.format(0, 0, 4.0)})",
            f"f.only_adapters_change({CHANGES.format(0, 24, 5.0)})"]),
    "B3-mlx_lm": ("f.trainer_accumulates(1e-6, 1e-4)", ["f.trainer_accumulates(0.45, 5e-2)"]),
}


@pytest.mark.parametrize("id", GATES)
def test_the_gate_is_green_on_mlx_and_red_on_what_is_wrong(in_mlx, id):
    green, reds = GATES[id]
    seen = in_mlx(f"{START}result = [{green}, {', '.join(reds)}]")
    ok, detail = seen[0]
    assert ok, detail
    assert any(letter.isdigit() for letter in detail)
    for ok, detail in seen[1:]:
        assert not ok, detail


def test_a_batch_that_would_fill_the_memory_is_left_out(in_mlx):
    seen = in_mlx(START + "result = p.peaks_within(lambda batch: 100 * batch + 50, [1, 2, 4, 8, 16], 900)")
    assert [batch for batch, _ in seen] == [1, 2, 4, 8]


def test_what_is_left_out_is_said(in_mlx, tmp_path):
    said, checks = in_mlx(START + f"""
import os; os.environ["LEDGER_EVENTS"] = {str(tmp_path / "e.jsonl")!r}
from harness import Experiment, Outcome
with Experiment(e.__file__, 0) as run:
    for id in ("peak_mib", "mib_per_sequence", "fixed_mib", "memory_r2"):
        run.metric(id, id, "1")
    assert e.fitted(run, "training", Outcome("returned", [[1, 10], [2, 20]]), [1, 2, 4]) == {{1: 10, 2: 20}}
    assert e.fitted(run, "training", Outcome("timed out", detail="no answer within 100 s"), [1, 2, 4]) == {{}}
result = [run._events.of("not-applicable"), run._events.of("check")]
""")
    assert [each["what"] for each in said] == ["peak-training-4"]
    assert not checks[0]["ok"] and "no answer within 100 s" in checks[0]["detail"]


def test_a_pass_that_forgets_its_batch_turns_the_run_red(in_mlx, tmp_path):
    """The run itself, with a model that sees one sequence whatever it is given: memory and time stop growing."""
    checks = in_mlx(START + f"""
import os; os.environ["LEDGER_EVENTS"] = {str(tmp_path / "e.jsonl")!r}
from harness import Experiment, Outcome
from probes.plans import plan_for
p.WORK["training"] = lambda each: each.gradients(slice(0, 1))
with Experiment(e.__file__, 0) as run:
    plan = plan_for("cpu", True)
    peaks = {{work: p.throttled_peaks(work, plan.sizes, plan.batches[work]) for work in ("inference", "training", "accumulated")}}
    e.times(run, plan, e.memory(run, plan, {{work: Outcome("returned", seen) for work, seen in peaks.items()}}))
result = {{c["id"]: c["ok"] for c in run._events.of("check")}}
""")
    assert [id for id in ("B1-training", "B5", "B6") if checks[id]] == []
    assert checks["B1"] and checks["B5-control"]


def test_a_broken_mlx_lm_is_a_red_check_with_its_message(run_script, tmp_path):
    (tmp_path / "mlx_lm.py").write_text("")
    code, events, log = run_script("batch_size_finetuning", PYTHONPATH=str(tmp_path), LEDGER_QUICK="1")
    assert code == 0, log
    assert {"F1", "finetune-times", "finetune-peaks"} <= {e["id"] for e in events if e["event"] == "check" and not e["ok"]}


@pytest.mark.parametrize("backend, quick", [("cpu", True), ("cpu", False), ("cuda", False), ("metal", False)])
def test_plans_have_what_each_step_needs(in_mlx, backend, quick):
    plan = in_mlx(f"from probes.plans import plan_for; result = plan_for({backend!r}, {quick})._asdict()")
    assert set(plan["batches"]) == {"inference", "training", "accumulated", "decoding", "tuning"}
    assert all(sizes[0] == 1 and len(sizes) >= 3 for sizes in plan["batches"].values())
    assert plan["rounds"] >= 7 and plan["sequences"] % 64 == 0
    assert max(plan["batches"]["inference"]) == (32 if quick else {"cpu": 64, "metal": 256, "cuda": 1024}[backend])


def test_without_mlx_lm_fine_tuning_does_not_apply(in_mlx, tmp_path):
    said = in_mlx(START + f"""
import os; os.environ["LEDGER_EVENTS"] = {str(tmp_path / "e.jsonl")!r}
f.util.find_spec = lambda name: None
f.main()
result = [json.loads(line) for line in open({str(tmp_path / "e.jsonl")!r})]
""")
    lacking = {event["what"]: event["detected"] for event in said if event["event"] == "not-applicable"}
    assert {"F1", "finetune_gain", "finetune_r2", "lora_over_full"} <= lacking.keys()
    assert set(lacking.values()) == {"importlib finds no module mlx_lm"}
