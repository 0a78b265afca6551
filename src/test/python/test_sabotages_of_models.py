"""Every sabotage of the catalogue turns the checks red that it names. LEDGER_SABOTAGES=all runs all, else the fast ones."""

import os
from pathlib import Path

import pytest
from sabotages_of_models import SABOTAGES

CHOSEN = [name for name, each in SABOTAGES.items() if each.fast or os.environ.get("LEDGER_SABOTAGES") == "all"]
FOLDER = Path(__file__).parent / "sabotaged"


@pytest.mark.parametrize("name", CHOSEN)
def test_a_sabotage_turns_its_checks_red(run_script, name):
    experiment, checks, code, _ = SABOTAGES[name]
    _, events, log = run_script(experiment, LEDGER_QUICK="1", PYTHONPATH=str(FOLDER), LEDGER_SABOTAGE=code)
    seen = {event["id"]: event["ok"] for event in events if event["event"] == "check"}
    assert {check: seen.get(check) for check in checks} == dict.fromkeys(checks, False), (seen, log)


def test_an_experiment_is_green_without_a_sabotage(whole_runs):
    """Or the tests above would show nothing."""
    for experiment in sorted({each.experiment for each in SABOTAGES.values()}):
        red = [event for event in whole_runs(experiment)[1] if event["event"] == "check" and not event["ok"]]
        assert red == [], experiment
