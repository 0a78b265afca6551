"""Reports what a script measures, so that ledger can judge it. Standard library only, Python 3.10 or newer.

    from ledger_harness import Experiment, seconds  # first of all imports: what is read later is seen

    with Experiment(__file__) as run:
        run.metric("speedup", unit="1", better="higher")
        for _ in range(20):
            run.sample("speedup", seconds(before) / seconds(after))
        run.check("same", "Both give the same", before() == after())

`ledger verify` runs the script and judges it. Run alone, it prints a summary; with LEDGER_EVENTS=FILE it writes its
events to that file, together with what it read, for `ledger results import` elsewhere. The events are described in
ledger's docs/events.md. `ledger experiment new` puts this folder here and never changes it; it is yours.
"""

import json
import math
import os
import platform
import re
import statistics
from datetime import datetime, timezone
from importlib import metadata
from time import perf_counter

from . import recording

VERSION = 1

__all__ = ["Experiment", "seconds"]

_recorded = recording.begin()
_SECOND = 1.0  # between two readings of the load while samples come in


def seconds(function):
    """Seconds that one call takes."""
    start = perf_counter()
    function()
    return perf_counter() - start


class Experiment:
    """One run, as a context manager. If it is left by an exception, the run is broken.

    `facts` are more fields of the `environment` event, such as `backend`, `devices` or `blas`, where they matter.
    `quick` says that `ledger verify --quick` wants a first look: fewer samples will do, and they count for nothing.
    """

    def __init__(self, script, steps=0, **facts):
        self.script = os.path.abspath(script)
        self.steps, self.step = steps, 0
        self.quick = os.environ.get("LEDGER_QUICK", "0") not in ("", "0")
        self._facts = facts
        self._events = []
        self._metrics = {}
        path = os.environ.get("LEDGER_EVENTS")
        # Unbuffered: a forked process must not write again what this one has not written yet.
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644) if path else None

    def __enter__(self):
        with open(self.script, encoding="utf-8") as file:
            task = re.search(r'^# task\s*=\s*["\']([^"\']+)', file.read(), re.MULTILINE)
        if not task:
            raise ValueError("the header of the script names no task")
        now = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        name = os.path.splitext(os.path.basename(self.script))[0]
        self._emit("plan", schema=1, experiment=name, task=task.group(1), steps=self.steps, quick=self.quick,
                   started=now)
        self._emit("environment", **{**_environment(), **self._facts})
        self._start, self._load = perf_counter(), _reading()
        return self

    def __exit__(self, kind, error, trace):
        if kind is None:
            self._emit_load()
            if _recorded:
                self._emit("observed", **_recorded.result(self.script))
            self._emit("end", load=_averages(), seconds=round(perf_counter() - self._start, 3))
        if self._file is None:
            print(self._summary())
        else:
            os.close(self._file)

    def metric(self, id, title=None, unit="1", better="none", exact=False, signed=False):
        """Declares a metric before its first sample. `exact` values have no noise; `signed` times are differences."""
        self._metrics[id] = unit
        self._emit("metric", id=id, title=title or id.replace("_", " ").capitalize(), unit=unit, better=better,
                   exact=exact, signed=signed)

    def sample(self, metric, value, arm=None, warmup=False, **parameters):
        """Reports one raw measurement of a declared metric, with what distinguishes it from others."""
        if metric not in self._metrics:
            raise ValueError(f"metric {metric!r} is not declared: call metric() before sample()")
        if not math.isfinite(value):
            raise ValueError(f"a sample of {metric!r} is not a finite number: {value}")
        named = {"arm": arm} if arm else {}
        self._emit("sample", metric=metric, value=value, parameters=parameters, warmup=warmup, **named)
        if perf_counter() - self._load[0] >= _SECOND:
            self._emit_load()

    def check(self, id, title, ok, detail="", control=False):
        """Reports a yes-or-no question. For a negative control, `ok` says that the wrong variant was caught."""
        self._emit("check", id=id, title=title, ok=bool(ok), detail=_published(detail), control=control)
        return bool(ok)

    def not_applicable(self, what, why, detected=""):
        """Says that this host lacks what a claim, metric or check needs, and how that was found."""
        self._emit("not-applicable", what=what, why=_published(why), detected=_published(detected))

    def artifact(self, name, text, media="text/plain"):
        """Keeps a text with the run."""
        self._emit("artifact", name=name, media=media, text=_published(text))

    def progress(self, text):
        """Says which of the `steps` begins."""
        self.step += 1
        self.steps = max(self.steps, self.step)
        self._emit("progress", step=self.step, of=self.steps, text=text)

    def _emit(self, event, **fields):
        record = {"event": event, **fields}
        line = json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n"
        self._events.append(record)
        if self._file is not None:
            os.write(self._file, line.encode("utf-8", "replace"))

    def _emit_load(self):
        before, self._load = self._load, _reading()
        span, others = self._load[0] - before[0], None
        if before[1] is not None and span >= 0.1:  # the kernel counts in hundredths of a second
            others = round(max(0.0, (self._load[1] - before[1] - (self._load[2] - before[2])) / span), 2)
        self._emit("load", average=_averages()[0], others=others, throttled=None)

    def _summary(self):
        series = {}
        for each in self._events:
            if each["event"] == "sample" and not each["warmup"]:
                key = [f"{name}={value}" for name, value in sorted(each["parameters"].items())]
                key = [each["metric"], *key, *([each["arm"]] if "arm" in each else [])]
                series.setdefault((", ".join(key), each["metric"]), []).append(each["value"])
        lines = [f"{name}: {statistics.median(values):.4g} {self._metrics[metric]}"
                 f" ({min(values):.4g} to {max(values):.4g}, {len(values)} samples)"
                 for (name, metric), values in series.items()]
        lines += [f"{'ok' if each['ok'] else 'FAILED'}: {each['title']} {each['detail']}".rstrip()
                  for each in self._events if each["event"] == "check"]
        return "\n".join(lines)


def _environment():
    found = {each.metadata["Name"]: each.version for each in metadata.distributions() if each.metadata["Name"]}
    affinity = getattr(os, "sched_getaffinity", None)
    return {
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "os": os.uname().sysname,
        "os_version": _system(),
        "arch": os.uname().machine,
        "cpu": _processor(),
        "cores": len(affinity(0)) if affinity else os.cpu_count() or 1,
        "memory_bytes": os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"),
        "packages": dict(sorted(found.items())),
        "load": _averages(),
    }


def _processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as file:
            names = [line.partition(":")[2].strip() for line in file if line.startswith("model name")]
    except OSError:
        names = []
    return names[0] if names else os.uname().machine


def _system():
    if os.uname().sysname == "Darwin":
        return f"macOS {platform.mac_ver()[0]}"
    try:
        name = platform.freedesktop_os_release().get("PRETTY_NAME", "Linux")
    except OSError:
        name = os.uname().sysname
    return f"{name}, kernel {os.uname().release.split('-')[0]}"


def _averages():
    return [round(value, 2) for value in os.getloadavg()]


def _reading():
    """Seconds since any start: by the clock, of all processors' work (None if nobody tells), and of this script."""
    times = os.times()
    own = times.user + times.system + times.children_user + times.children_system
    try:
        with open("/proc/stat", encoding="ascii") as file:
            fields = [int(field) for field in file.readline().split()[1:]]
        busy = (sum(fields[:3]) + sum(fields[5:8])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError):
        busy = None
    return perf_counter(), busy, own


def _published(text):
    """A text without this machine's folders."""
    home = os.path.expanduser("~")
    text = str(text).replace(os.getcwd() + os.sep, "")
    return text.replace(home, "~") if len(home) > 1 else text
