# /// script
# requires-python = ">=3.10"
# [tool.ledger]
# task = "A-001"
# title = "Counting"
# timeout = "60s"
# headline = "count"
# [[tool.ledger.claims]]
# id = "ten"
# text = "There are at least ten"
# metric = "count"
# at-least = 10
# ///
import json
import os
import platform

with open(os.environ["LEDGER_EVENTS"], "a", encoding="utf-8") as events:

    def emit(event, **fields):
        events.write(json.dumps({"event": event, **fields}) + "\n")

    load = list(os.getloadavg())
    emit("plan", schema=1, experiment="experiment", task="A-001", steps=1)
    emit(
        "environment", python=platform.python_version(), implementation="CPython", os=platform.system(),
        os_version=platform.release(), arch=platform.machine(), cpu="some", cores=1, memory_bytes=1 << 30,
        packages={}, backend="cpu", devices=[], blas={"name": "unknown", "library": "", "threads": None},
        variables={}, load=load)
    emit("metric", id="count", title="Count", unit="1", better="higher", exact=False)
    for i in range(12):
        emit("sample", metric="count", value=20 + i / 100, parameters={}, warmup=False)
    emit("check", id="ok", title="It counts", ok=True, detail="yes", control=False)
    emit("end", load=load, seconds=0.1)
