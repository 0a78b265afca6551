"""Runs the code in LEDGER_SABOTAGE when Python starts: on PYTHONPATH, it reaches the processes of an experiment too."""

import os

exec(os.environ.get("LEDGER_SABOTAGE", ""), {"__name__": "sabotage"})
