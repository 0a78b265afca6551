"""Runs the minimal example of a task's page and keeps what it printed.

The code stands in `examples/TASK.py` and, equal to it, as the first Python block of the page; a test compares them.
"""

import contextlib
import io
import runpy

from .experiment import Experiment, Verdict
from .fresh import FOLDER, Outcome, call


def run_example(run: Experiment) -> bool:
    """Reports the check `example`, with the output in its detail, and the artifacts `example.py` and `example.txt`."""
    script = FOLDER / "examples" / f"{run.task}.py"
    outcome = call("harness.example:printed", str(script), timeout=120)
    run.artifact("example.py", "text/x-python", script.read_text("utf-8"))
    run.artifact("example.txt", "text/plain", str(outcome.value or outcome))
    return run.check("example", "The page's minimal example runs", judged(outcome))


def judged(outcome: Outcome) -> Verdict:
    """Whether an example ended by itself and printed something; and its lines, or how it ended."""
    if not outcome.ok:
        return Verdict(False, str(outcome))
    lines = [line.strip() for line in str(outcome.value).splitlines() if line.strip()]
    return Verdict(bool(lines), "it printed: " + " / ".join(lines) if lines else "it printed nothing")


def printed(script: str) -> str:
    """What a script prints, in this process."""
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        runpy.run_path(script, run_name="__main__")
    return text.getvalue()
