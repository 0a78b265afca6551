"""Runs the example of a task's page, so that its output on the page is what it really printed."""

import subprocess
import sys
from pathlib import Path

from .experiment import Verdict

FOLDER = Path(__file__).resolve().parent.parent / "examples"


def example_runs(name: str, folder: Path = FOLDER) -> Verdict:
    """Runs `examples/NAME.py` in a fresh process; the detail is what it printed, its lines joined by `; `.

    A test holds the page's code against the file, word for word.
    """
    command = [sys.executable, str(folder / f"{name}.py")]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=180)
    except subprocess.TimeoutExpired as error:
        return Verdict(False, f"no end within {error.timeout:g} s")
    printed = "; ".join(line for line in done.stdout.splitlines() if line.strip())
    if done.returncode:
        tail = " | ".join(done.stderr.strip().splitlines()[-2:])
        return Verdict(False, f"exit status {done.returncode}: {tail}")
    return Verdict(bool(printed), printed or "it printed nothing")
