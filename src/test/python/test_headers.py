"""Headers, lock files and pages: what is declared has to exist."""

import re
import sys

import pytest
from conftest import EXPERIMENTS, ROOT, SCRIPTS
from harness.experiment import header_value

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def task_of(name):
    return header_value((EXPERIMENTS / f"{name}.py").read_text("utf-8"), "task")


TASKS = sorted({task_of(name) for name in SCRIPTS})


def header(name):
    source = (EXPERIMENTS / f"{name}.py").read_text("utf-8")
    block = re.search(r"(?m)^# /// script\n((?:#.*\n)+?)# ///$", source).group(1)
    return tomllib.loads("".join(line[2:] or "\n" for line in block.splitlines(keepends=True)))


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_header_is_complete(name):
    ledger = header(name)["tool"]["ledger"]
    source = (EXPERIMENTS / f"{name}.py").read_text("utf-8")
    assert header_value(source, "task") == ledger["task"]
    ids = [claim["id"] for claim in ledger["claims"]]
    assert len(set(ids)) == len(ids)
    for claim in ledger["claims"]:
        assert {"id", "text", "metric"} <= claim.keys()
        assert len(claim.keys() & {"at-least", "at-most", "equals", "between"}) == 1
    for finding in [*ledger.get("findings", []), *ledger.get("known-failures", [])]:
        assert finding["claim"] in ids and finding["reason"] and finding.get("link", "https://").startswith("https://")


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_claim_has_enough_samples(whole_runs, name):
    ledger = header(name)["tool"]["ledger"]
    _, events, _ = whole_runs(name)
    declared = {event["id"]: event for event in events if event["event"] == "metric"}
    host = next(event for event in events if event["event"] == "environment")
    absent = {event["what"] for event in events if event["event"] == "not-applicable"}
    assert ledger["headline"] in declared.keys() | absent
    for claim in ledger["claims"]:
        if host["backend"] not in claim.get("when", {}).get("backend", [host["backend"]]) or absent & {
                claim["id"], claim["metric"]}:
            continue
        samples = [event for event in events if event["event"] == "sample" and event["metric"] == claim["metric"]
                   and not event["warmup"]]
        assert declared[claim["metric"]]["exact"] == claim.get("exact", False)
        assert len(samples) >= (1 if claim.get("exact") else 7), claim["id"]


def seen_for(whole_runs, task):
    """What all experiments of a task reported: series by metric, checks, and what did not apply."""
    events = [event for name in SCRIPTS if task_of(name) == task for event in whole_runs(name)[1]]
    series = {event["id"]: set() for event in events if event["event"] == "metric"}
    for event in events:
        if event["event"] == "sample":
            pairs = {**event["parameters"], **({"arm": event["arm"]} if "arm" in event else {})}
            series[event["metric"]].add(", ".join(f"{pair}={pairs[pair]}" for pair in sorted(pairs)))
    checks = {event["id"] for event in events if event["event"] == "check"}
    return series, checks, {event["what"] for event in events if event["event"] == "not-applicable"}


def words(text):
    """How many words there are to read: without front matter, code, and the names of references."""
    prose = re.sub(r"\A---\n.*?\n---\n|```.*?```", "", text, flags=re.S)
    prose = re.sub(r'\[=.*?\](?=[^"\]]|$)', "", prose)
    return sum(bool(re.search(r"\w", word)) for word in prose.split())


@pytest.mark.parametrize("task", TASKS)
def test_a_page_refers_to_what_is_measured(whole_runs, task):
    text = (ROOT / "ledger" / "tasks" / f"{task}.md").read_text("utf-8")
    series, checks, absent = seen_for(whole_runs, task)
    assert text.startswith(f"---\nid: {task}\n")
    for metric in re.findall(r"(?m)^\[=chart (?:environments\.\w+\.)?metrics\.(\w+)", text):
        assert metric in series.keys() | absent, metric
    text = re.sub(r"(?m)^\[=chart .*\]$", "", text)
    used = re.findall(r'metrics\.(\w+?)(?:\["([^"]*)"\])?\.(text|interval|median|low|high|unit|n)\]', text)
    assert used and len(used) == len(re.findall(r"\[=[^\]]*metrics\.", text))
    for metric, key, part in used:
        assert metric in series.keys() | absent, metric
        if metric in series:
            assert not key or key in series[metric] or f"{metric} {key}" in absent, (metric, key, series[metric])
            assert key or part == "unit" or len(series[metric]) == 1, f"{metric} has several parameter combinations"
    quoted = re.findall(r'checks\["([^"]+)"\]\.(?:detail|ok|title)\]', text)
    assert len(quoted) == len(re.findall(r"\[=[^\]]*checks\[", text)) and set(quoted) <= checks | absent
    assert "<" not in re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.S), "no raw HTML"
    assert (400 if task == "MLX-000" else 600) <= words(text) <= 1500


@pytest.mark.parametrize("example", sorted((EXPERIMENTS / "examples").glob("*.py")), ids=lambda file: file.stem)
def test_a_page_shows_the_example_that_runs(example):
    text = (ROOT / "ledger" / "tasks" / f"{example.stem}.md").read_text("utf-8")
    assert re.search(r"```python\n(.*?)```", text, re.S).group(1) == example.read_text("utf-8")


@pytest.mark.parametrize("name", ["pinned", "latest", "test"])
def test_lock_files_have_hashes_and_no_address(name):
    text = (EXPERIMENTS / "requirements" / f"{name}.txt").read_text("utf-8")
    pinned = re.split(r"\n(?=[\w.-]+==)", text)
    assert all("--hash=sha256:" in block for block in pinned) and "==" in pinned[0]
    assert "://" not in text and "--index" not in text


def test_pins():
    from probes.versions import pinned

    lock = {name: (EXPERIMENTS / "requirements" / f"{name}.txt").read_text("utf-8") for name in ("pinned", "latest")}
    assert pinned("mlx", lock["pinned"]).startswith("0.29.") and pinned("mlx", lock["latest"]).startswith("0.32.")
    assert pinned("mlx-cpu", lock["pinned"]) == pinned("mlx", lock["pinned"]) and pinned("torch", lock["pinned"]) is None


def test_files_are_small_and_name_no_place():
    for file in [*EXPERIMENTS.rglob("*.py"), *EXPERIMENTS.rglob("*.in")]:
        text = file.read_text("utf-8")
        assert len(text.splitlines()) <= 300, file.name
        assert not re.search(r"/(root|home|work)/|pypi\.org|index-url", text), file.name
