"""The contract of docs/events.md, held against unit runs and against complete ones."""

import json
import math
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import PRIVATE, SCRIPTS
from harness import Experiment, Verdict
from harness.inputs import inputs, without_header
from harness.load import _now as now
from harness.load import _others as others
from harness.load import _Reading as Reading

NUMBER, MAYBE = (int, float), (int, type(None))
FIELDS = {
    "plan": {"schema": int, "experiment": str, "task": str, "steps": int, "quick": bool, "started": str,
             "inputs": dict},
    "environment": {"python": str, "implementation": str, "os": str, "os_version": str, "arch": str, "cpu": str,
                    "cores": int, "memory_bytes": int, "packages": dict, "backend": str, "devices": list,
                    "blas": dict, "variables": dict, "load": list},
    "metric": {"id": str, "title": str, "unit": str, "better": str, "exact": bool},
    "progress": {"step": int, "of": int, "text": str},
    "sample": {"metric": str, "value": NUMBER, "parameters": dict, "warmup": bool},
    "check": {"id": str, "title": str, "ok": bool, "detail": str, "control": bool},
    "not-applicable": {"what": str, "why": str, "detected": str},
    "artifact": {"name": str, "media": str, "text": str},
    "load": {"average": NUMBER, "others": (*NUMBER, type(None)), "throttled": (bool, type(None))},
    "end": {"load": list, "seconds": NUMBER},
}
HOST = {"backend": "cpu", "packages": {}, "blas": {"name": "reference"}, "python": "3", "cpu": "c", "cores": 1,
        "os_version": "o", "load": [0, 0, 0]}


def problems(events):
    """What is wrong with a stream of events."""
    found, declared, step = [], set(), 0
    for event in events:
        kind = event["event"]
        for name, type_ in FIELDS[kind].items():
            if not isinstance(event.get(name), type_):
                found.append(f"{kind}.{name} is {event.get(name)!r}")
        if kind == "metric":
            declared.add(event["id"])
        if kind == "sample" and (event["metric"] not in declared or not math.isfinite(event["value"])):
            found.append(f"sample of {event['metric']}")
        if kind == "progress":
            step += 1
            if (event["step"], event["of"]) != (step, events[0]["steps"]):
                found.append(f"progress {event}")
    if events[0]["event"] != "plan" or events[-1]["event"] != "end" or step != events[0]["steps"]:
        found.append(f"the run goes from {events[0]['event']} to {events[-1]['event']} in {step} steps")
    ids = [event["id"] for event in events if event["event"] == "check"]
    return found + [f"check {id} twice" for id in set(ids) if ids.count(id) > 1]


@pytest.fixture
def script(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_EVENTS", str(tmp_path / "events.jsonl"))
    file = tmp_path / "tiny.py"
    file.write_text('# [tool.ledger]\n# task = "MLX-999"\n')
    return file


def events_of(script):
    return [json.loads(line) for line in (script.parent / "events.jsonl").read_text("utf-8").splitlines()]


def test_a_small_run(script):
    with Experiment(str(script), 1, HOST) as run:
        run.progress("one")
        run.metric("t", "Time", "ms", "lower")
        run.sample("t", 1.5, arm="lazy", n=2)
        run.sample("t", 9.0, warmup=True, n=2)
        run.gate("A", "right", lambda: Verdict(True, "saw /tmp/some/place/x.cpp"))
        run.gate("B", "raises", lambda: 1 / 0)
        run.control("C", "wrong arm", lambda: Verdict(False, "0"))
        run.control("D", "accepted", lambda: Verdict(True, "0"))
        run.control("E", "broken gate", lambda: 1 / 0)
        run.not_applicable("t", "no GPU", "asked")
        run.artifact("a", "text/plain", "ü")
    events = events_of(script)
    assert [event["event"] for event in events][:2] == ["plan", "environment"]
    checks = {event["id"]: event for event in events if event["event"] == "check"}
    assert {id: check["ok"] for id, check in checks.items()} == {"A": True, "B": False, "C": True, "D": False, "E": False}
    assert checks["A"]["detail"] == "saw x.cpp" and "ZeroDivisionError" in checks["B"]["detail"]
    assert [checks[id]["control"] for id in "ABCDE"] == [False, False, True, True, True]
    samples = [event for event in events if event["event"] == "sample"]
    assert samples[0]["arm"] == "lazy" and samples[0]["parameters"] == {"n": 2} and samples[1]["warmup"] is True
    assert run.checks_passed == 2 and events[-1]["event"] == "end"


@pytest.mark.parametrize("value, quick", [(None, False), ("", False), ("0", False), ("1", True)])
def test_a_first_look_says_so(script, monkeypatch, value, quick):
    monkeypatch.delenv("LEDGER_QUICK", raising=False)
    if value is not None:
        monkeypatch.setenv("LEDGER_QUICK", value)
    with Experiment(str(script), 0, HOST) as run:
        assert run.quick is quick
    assert events_of(script)[0]["quick"] is quick


def test_a_run_that_crashes_has_no_end(script):
    with pytest.raises(RuntimeError), Experiment(str(script), 1, HOST):
        raise RuntimeError("no")
    assert [event["event"] for event in events_of(script)] == ["plan", "environment"]


def test_what_ran_is_named_by_digests(script):
    folder = script.parent

    def seen():
        return inputs(script, "MLX-999")

    def imports():
        return set(seen()["imports"])

    for name, text in {"other.py": "pass", "data.csv": "1", "examples/MLX-999.py": "1", "examples/MLX-998.py": "1",
                       "probes/__init__.py": "", "probes/a.py": "from . import b", "probes/b.py": "", "probes/c.py": "",
                       "probes/d.py": "", "requirements/x.txt": "", "__pycache__/y": ""}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    assert imports() == {"data.csv", "examples/MLX-999.py"}
    before = seen()
    script.write_bytes(script.read_bytes().replace(b"\n", b"\r\n"))
    assert seen() == before
    script.write_text(script.read_text() + "from probes import (  # ours\n    a,\n)\ncall('probes.d:f')\nimport os, other\n")
    assert imports() == {"data.csv", "examples/MLX-999.py", "other.py", *(f"probes/{n}.py" for n in ("__init__", *"abd"))}
    assert seen()["script"] != before["script"]


def test_the_header_is_no_part_of_what_runs():
    source = '"""A."""\n# /// script\n# [tool.ledger]\n#\n# ///\nx = 1\n'
    assert without_header(source) == '"""A."""\nx = 1\n'
    assert without_header(source.replace("# ///\nx", "x")) == source.replace("# ///\nx", "x")


def test_the_load_of_others_is_the_work_of_all_without_ones_own():
    before = Reading(clock=10, all=100, own=20, throttles=None)
    assert others(before, Reading(12, 107, 23, None)) == 2  # of seven processor seconds three were one's own, in two seconds
    assert others(before, Reading(12, 103, 23, None)) == others(before, Reading(12, 102, 23, None)) == 0
    assert others(before, Reading(10.05, 101, 20, None)) is None  # too soon to tell
    assert others(before, Reading(12, None, 23, None)) is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells how busy all processes are")
def test_the_load_is_in_processor_seconds():
    """Whatever else the host does: what a process was given is part of it, as long as that took."""
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as other:
        start, given = now(), given_to(other.pid)
        while given_to(other.pid) < given + 0.5 or now().own < start.own + 0.5:
            pass
        end, given = now(), given_to(other.pid) - given
        other.kill()
    assert end.all - start.all >= 0.9 * (given + end.own - start.own)
    assert end.own - start.own <= end.clock - start.clock + 0.05  # this process has one thread that works
    assert others(start, end) >= 0.9 * given / (end.clock - start.clock) - 0.05


def given_to(pid):
    """Processor seconds that a process has had, by the kernel."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_sample_is_finite_and_declared(script, value):
    with Experiment(str(script), 0, HOST) as run:
        run.metric("t", "Time", "ms")
        for metric, number in (("t", value), ("u", 1.0)):
            with pytest.raises(ValueError):
                run.sample(metric, number)
        with pytest.raises(ValueError):
            run.metric("Not Snake", "x", "ms")


def test_alone_it_prints_a_summary(script, monkeypatch, capsys):
    monkeypatch.delenv("LEDGER_EVENTS")
    with Experiment(str(script), 0, HOST) as run:
        run.metric("t", "Time", "ms")
        for value in (1, 2, 9):
            run.sample("t", value, arm="lazy", n=2)
        run.sample("t", 100, arm="lazy", warmup=True, n=2)
        run.gate("A", "right", lambda: Verdict(False, "seen 3"))
        run.not_applicable("g", "no GPU", "asked")
    text = capsys.readouterr().out
    assert "FAILED  A  right: seen 3" in text and "no GPU (detected: asked)" in text
    row = next(line.split() for line in text.splitlines() if line.startswith("t "))
    assert row == ["t", "arm=lazy,", "n=2", "ms", "3", "2", "1", "to", "9"]


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_whole_run_keeps_the_contract(whole_runs, name):
    status, events, log = whole_runs(name)
    assert status == 0, log
    assert problems(events) == []
    red = [event for event in events if event["event"] == "check" and not event["ok"]]
    assert red == []
    checks = [event for event in events if event["event"] == "check"]
    nothing_applied = not checks and any(event["event"] == "not-applicable" for event in events)
    assert nothing_applied or any(check["control"] for check in checks)
    assert not any(place in json.dumps(events) for place in PRIVATE)
