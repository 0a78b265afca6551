"""Each sabotage of the catalogue turns red what it names: the fast ones in every run, all of them nightly."""

import re
import sys

import pytest
from conftest import NIGHTLY, ROOT

FOLDER = ROOT / "src" / "test" / "python" / "sabotage"
sys.path.insert(0, str(FOLDER))
from catalogue import SABOTAGES  # noqa: E402

CHOSEN = [name for name, each in SABOTAGES.items() if each.fast or NIGHTLY]


@pytest.mark.parametrize("name", CHOSEN)
def test_a_sabotage_is_noticed(run_script, uncompiled, name):
    sabotage = SABOTAGES[name]
    if uncompiled and name == "compile does nothing":
        return  # on this host it does nothing by itself, and the experiment says so
    status, events, log = run_script(sabotage.experiment, LEDGER_QUICK="1", PYTHONPATH=str(FOLDER), SABOTAGE=name)
    seen = {event["id"]: event["ok"] for event in events if event["event"] == "check"}
    red = sorted(id for id, ok in seen.items() if not ok)
    assert {id: seen.get(id) for id in sabotage.checks} == dict.fromkeys(sabotage.checks, False), (red, status, log[-500:])


def test_experiments_are_green_without_a_sabotage(whole_runs):
    """Or the tests above would show nothing."""
    for experiment in sorted({each.experiment for each in SABOTAGES.values()}):
        red = [event for event in whole_runs(experiment)[1] if event["event"] == "check" and not event["ok"]]
        assert red == [], experiment


def test_the_catalogue_is_listed():
    text = (ROOT / "docs" / "sabotages.md").read_text("utf-8")
    listed = re.findall(r"(?m)^\| (.+) \| `(\w+)` \| (.+) \|$", text)
    assert listed == [(name, each.experiment, ", ".join(f"`{id}`" for id in each.checks)) for name, each in SABOTAGES.items()]
    assert f"{len(SABOTAGES)} sabotages" in text
