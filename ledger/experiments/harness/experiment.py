"""One run of one experiment: it plans, records the host, and reports what it sees."""

import math
import os
import re
import sys
from datetime import datetime, timezone
from pathlib import Path
from time import perf_counter
from typing import Callable, Dict, NamedTuple, Optional

from . import compiling, host
from .events import SCHEMA, Events
from .inputs import inputs
from .load import Load
from .redact import redacted
from .summary import summary


_EVERY = 1.0  # seconds between two readings of the load while samples come in


class Verdict(NamedTuple):
    """What a gate found. The detail has the numbers that were seen."""

    ok: bool
    detail: str


class Experiment:
    """Reports one run, as a context manager. A run that leaves by an exception has no `end` event.

    `steps` is how often `progress` will be called. `environment` replaces the host's record, for tests.
    `quick` is true where `ledger verify --quick` or LEDGER_QUICK=1 asks for a first look: the script may then choose
    smaller sizes and fewer samples, and its run never counts for Done.
    """

    def __init__(self, script: str, steps: int, environment: Optional[Dict[str, object]] = None) -> None:
        self.script = Path(script)
        self.steps = steps
        self.quick = os.environ.get("LEDGER_QUICK", "0") not in ("", "0")
        self.task = header_value(self.script.read_text("utf-8"), "task")
        self._alone = not os.environ.get("LEDGER_EVENTS")
        self._events = Events(os.environ.get("LEDGER_EVENTS"))
        self._metrics: Dict[str, bool] = {}
        self._step = 0
        self._start = perf_counter()
        self._load = Load()
        self._given = environment
        self.environment: Dict[str, object] = {}
        self.uncompiled = ""  # why MLX's compilation was switched off, if it was

    def __enter__(self) -> "Experiment":
        self._events.emit("plan", **self._plan())
        self.uncompiled = "" if self._given else compiling.without_if_broken()
        self.environment = self._given or host.environment()
        self._events.emit("environment", **self.environment)
        self._load = Load()
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is None:
            self._events.emit("load", **self._load.read())
            self._events.emit("end", load=host.load(), seconds=round(perf_counter() - self._start, 3))
        self._events.close()
        if self._alone:
            print(summary(self._events), end="")

    def _plan(self) -> Dict[str, object]:
        started = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        plan = {"schema": SCHEMA, "experiment": self.script.stem, "task": self.task, "steps": self.steps}
        return {**plan, "quick": self.quick, "started": started, "inputs": inputs(self.script, self.task)}

    @property
    def backend(self) -> str:
        """`cpu`, `cuda`, `metal`, or `unknown` when MLX could not say."""
        return str(self.environment["backend"])

    @property
    def checks_passed(self) -> int:
        """How many checks were right so far."""
        return sum(bool(each["ok"]) for each in self._events.of("check"))

    def progress(self, text: str) -> None:
        """Says which step begins; also to stderr, which is the log."""
        self._step += 1
        self._events.emit("load", **self._load.read())
        self._events.emit("progress", step=self._step, of=self.steps, text=text)
        print(f"[{self._step}/{self.steps}] {text}", file=sys.stderr, flush=True)

    def metric(self, id: str, title: str, unit: str, better: str = "none", exact: bool = False) -> None:
        """Declares a metric before its first sample. Units as in docs/events.md."""
        if not re.fullmatch(r"[a-z][a-z0-9_]*", id) or better not in ("higher", "lower", "none"):
            raise ValueError(f"not a metric: {id!r}, better {better!r}")
        self._metrics[id] = exact
        self._events.emit("metric", id=id, title=title, unit=unit, better=better, exact=exact)

    def sample(
        self, metric: str, value: float, arm: Optional[str] = None, warmup: bool = False, **parameters: object
    ) -> None:
        """Reports one raw measurement of a declared metric."""
        if metric not in self._metrics:
            raise ValueError(f"metric {metric!r} has a sample before its declaration")
        if not math.isfinite(value):
            raise ValueError(f"a sample of {metric!r} is not finite: {value}")
        named = {"arm": arm} if arm else {}
        self._events.emit("sample", metric=metric, value=value, parameters=parameters, warmup=warmup, **named)
        if self._load.tells and self._load.age >= _EVERY:
            self._events.emit("load", **self._load.read())

    def check(self, id: str, title: str, verdict: Verdict, control: bool = False) -> bool:
        """Reports a verdict as it is."""
        detail = redacted(verdict.detail)
        self._events.emit("check", id=id, title=title, ok=bool(verdict.ok), detail=detail, control=control)
        return bool(verdict.ok)

    def gate(self, id: str, title: str, judge: Callable[..., Verdict], *arguments: object) -> bool:
        """Runs a gate and reports it; a gate that raises is red."""
        return self.check(id, title, _judged(judge, arguments))

    def control(self, id: str, title: str, judge: Callable[..., Verdict], *arguments: object) -> bool:
        """Runs a gate on a wrong arm, which it must reject. A gate that raises has not judged: red as well."""
        try:
            seen = judge(*arguments)
        except Exception as error:  # noqa: BLE001
            return self.check(id, title, Verdict(False, f"the gate itself raised {_text(error)}"), control=True)
        said = "rejected, as it must be" if not seen.ok else "ACCEPTED: the gate has no teeth"
        return self.check(id, title, Verdict(not seen.ok, f"{said}: {seen.detail}"), control=True)

    def not_applicable(self, what: str, why: str, detected: str) -> None:
        """Says that the host lacks what a check, claim or metric needs, and how that was found."""
        self._events.emit("not-applicable", what=what, why=redacted(why), detected=redacted(detected))

    def artifact(self, name: str, media: str, text: str) -> None:
        """Keeps a text (a graph, a table) with the run."""
        self._events.emit("artifact", name=name, media=media, text=redacted(text))


def header_value(source: str, key: str) -> str:
    """A text value of the `[tool.ledger]` table in the script's PEP 723 header (Python 3.10 has no TOML parser)."""
    found = re.search(rf'^# {re.escape(key)} = "([^"]*)"', source, re.MULTILINE)
    if not found:
        raise ValueError(f"the header has no {key}")
    return found.group(1)


def _judged(judge: Callable[..., Verdict], arguments: tuple) -> Verdict:
    try:
        return judge(*arguments)
    except Exception as error:  # noqa: BLE001 - a gate that cannot judge is red
        return Verdict(False, _text(error))


def _text(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
