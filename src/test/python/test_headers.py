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

PAGES = {"installation": "MLX-001", "lazy_evaluation": "MLX-002", "health_check": "MLX-008"}


def header(name):
    source = (EXPERIMENTS / f"{name}.py").read_text("utf-8")
    block = re.search(r"(?m)^# /// script\n((?:#.*\n)+?)# ///$", source).group(1)
    return tomllib.loads("".join(line[2:] or "\n" for line in block.splitlines(keepends=True)))


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_header_is_complete(name):
    ledger = header(name)["tool"]["ledger"]
    source = (EXPERIMENTS / f"{name}.py").read_text("utf-8")
    assert header_value(source, "task") == ledger["task"] == PAGES[name]
    ids = [claim["id"] for claim in ledger["claims"]]
    assert len(set(ids)) == len(ids)
    for claim in ledger["claims"]:
        assert {"id", "text", "metric"} <= claim.keys()
        assert len(claim.keys() & {"at-least", "at-most", "equals", "between"}) == 1
    for finding in ledger.get("findings", []):
        assert finding["claim"] in ids and finding["reason"] and finding["link"].startswith("https://")


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_claim_has_enough_samples(whole_runs, name):
    ledger = header(name)["tool"]["ledger"]
    _, events, _ = whole_runs(name)
    declared = {event["id"]: event for event in events if event["event"] == "metric"}
    assert ledger["headline"] in declared
    for claim in ledger["claims"]:
        samples = [event for event in events if event["event"] == "sample" and event["metric"] == claim["metric"]
                   and not event["warmup"]]
        assert declared[claim["metric"]]["exact"] == claim.get("exact", False)
        assert len(samples) >= (1 if claim.get("exact") else 7), claim["id"]


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_page_refers_to_what_is_measured(whole_runs, name):
    text = (ROOT / "ledger" / "tasks" / f"{PAGES[name]}.md").read_text("utf-8")
    _, events, _ = whole_runs(name)
    assert text.startswith(f"---\nid: {PAGES[name]}\n---\n")
    metrics = {event["id"] for event in events if event["event"] == "metric"}
    checks = {event["id"] for event in events if event["event"] == "check"}
    keys = {}
    for event in events:
        if event["event"] == "sample":
            pairs = {**event["parameters"], **({"arm": event["arm"]} if "arm" in event else {})}
            key = ", ".join(f"{pair}={pairs[pair]}" for pair in sorted(pairs))
            keys.setdefault(event["metric"], set()).add(key)
    used = re.findall(r'\[=metrics\.(\w+?)(?:\["([^"]*)"\])?\.(text|median|low|high|unit|n)\]', text)
    assert used and len(used) == text.count("[=metrics")
    for metric, key, part in used:
        assert metric in metrics and (not key or key in keys[metric]), (metric, key)
        assert key or part == "unit" or len(keys[metric]) == 1, f"{metric} has several parameter combinations"
    quoted = re.findall(r'\[=checks\["([^"]+)"\]\.detail\]', text)
    assert len(quoted) == text.count("[=checks") and set(quoted) <= checks
    assert "<" not in re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.S), "no raw HTML"
    assert 500 <= len(text.split()) <= 900


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
