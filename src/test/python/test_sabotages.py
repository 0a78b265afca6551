"""Each sabotage of the catalogue turns red what it names: a few in every run, all of them with LEDGER_SABOTAGES=all."""

import os
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent / "sabotage"
sys.path.insert(0, str(FOLDER))
from catalogue import FAST, SABOTAGES  # noqa: E402

CHOSEN = tuple(SABOTAGES) if os.environ.get("LEDGER_SABOTAGES") == "all" else FAST


@pytest.mark.parametrize("name", CHOSEN)
def test_a_sabotage_is_noticed(run_script, uncompiled, name):
    sabotage = SABOTAGES[name]
    if uncompiled and name == "compile does nothing":
        return  # on this host it does nothing by itself, and the experiment says so
    status, events, log = run_script(sabotage.experiment, LEDGER_QUICK="1", PYTHONPATH=str(FOLDER), SABOTAGE=name)
    red = {event["id"] for event in events if event["event"] == "check" and not event["ok"]}
    assert set(sabotage.checks) & red, f"red: {sorted(red)}, status {status}: {log[-500:]}"


