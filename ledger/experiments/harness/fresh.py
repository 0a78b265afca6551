"""Runs a function in a fresh Python process with a time limit, and says how that ended.

A broken MLX may abort the process (Metal without a GPU before 0.31.2, ml-explore/mlx#3148), hang (CUDA out of memory,
#2821) or raise; whoever must classify that cannot do it in its own process.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import List, Mapping, Optional, Sequence, Tuple

FOLDER = Path(__file__).resolve().parent.parent
_START = "import sys; sys.path[0] = sys.argv.pop(1); from harness.child import main; main()"


@dataclass(frozen=True)
class Outcome:
    """How a fresh process ended: `returned`, `raised`, `exited`, `signalled` or `timed out`."""

    kind: str
    value: object = None
    detail: str = ""
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        """Whether the function returned."""
        return self.kind == "returned"

    def __str__(self) -> str:
        return f"{self.kind}: {self.detail}" if self.detail else self.kind


def call(
    function: str, *arguments: object, timeout: float = 60, variables: Optional[Mapping[str, Optional[str]]] = None
) -> Outcome:
    """Calls `module:function` with JSON arguments in a new interpreter; its JSON result is the outcome's value.

    `variables` are set on top of this process's environment; None takes one away. When the time is over, the whole group is killed.
    """
    return together([(function, *arguments)], timeout, variables)[0]


def together(
    calls: Sequence[Tuple], timeout: float = 60, variables: Optional[Mapping[str, Optional[str]]] = None
) -> List[Outcome]:
    """Makes several such calls in one new interpreter, one after the other: what they import is imported once.

    One that raises leaves the next alone; when the process ends early, the calls without a result end as it did.
    """
    with tempfile.TemporaryDirectory() as folder:
        result, log = Path(folder, "result.jsonl"), Path(folder, "log.txt")
        command = [sys.executable, "-c", _START, str(FOLDER), json.dumps(calls), str(result)]
        start = perf_counter()
        with log.open("wb") as output:
            process = subprocess.Popen(
                command,
                env={name: value for name, value in {**os.environ, **(variables or {})}.items() if value is not None},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                status: Optional[int] = process.wait(timeout)
            except subprocess.TimeoutExpired:
                status = None
            finally:
                _end(process)
        seconds = perf_counter() - start
        whole = result.read_text("utf-8").split("\n")[:-1] if result.exists() else []
        answers = [json.loads(line) for line in whole]
        if status != 0 and len(answers) == len(calls) and "value" in answers[-1]:
            answers.pop()  # it ended badly all the same
        done = [Outcome("raised", detail=each["error"], seconds=seconds) if "error" in each
                else Outcome("returned", each["value"], seconds=seconds) for each in answers]
        return done + [_ended(status, log, seconds, timeout)] * (len(calls) - len(done))


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Ends what is left of the process and of its group."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass
    process.wait()


def _ended(status: Optional[int], log: Path, seconds: float, timeout: float) -> Outcome:
    """How a process ended that gave no result."""
    if status is None:
        return Outcome("timed out", detail=f"no answer within {timeout:g} s", seconds=seconds)
    tail = " | ".join(log.read_text("utf-8", "replace").strip().splitlines()[-3:])
    if status < 0:
        return Outcome("signalled", detail=f"{_signal_name(-status)} {tail}".strip(), seconds=seconds)
    return Outcome("exited", detail=f"status {status} {tail}".strip(), seconds=seconds)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
