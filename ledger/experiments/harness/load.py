"""How busy other processes keep the host: what disturbs a measurement and is no part of it."""

import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import Dict, NamedTuple, Optional

_CORES = "/sys/devices/system/cpu"


class _Reading(NamedTuple):
    """Seconds since any start: by the clock, of all processors' work, and of this process's own."""

    clock: float
    all: Optional[float]
    own: float
    throttles: Optional[int]


class Load:
    """Readings from one moment to the next. Needs no privilege and takes well under a millisecond."""

    def __init__(self) -> None:
        self._last = _now()

    @property
    def tells(self) -> bool:
        """Whether the system says how busy all of its processes are."""
        return self._last.all is not None

    @property
    def age(self) -> float:
        """Seconds since the last reading."""
        return perf_counter() - self._last.clock

    def read(self) -> Dict[str, object]:
        """The fields of a `load` event: what has been since the reading before."""
        before, now = self._last, _now()
        self._last = now
        average = round(os.getloadavg()[0], 2)
        return {"average": average, "others": _others(before, now), "throttled": _throttled(before, now)}


def _others(before: _Reading, now: _Reading) -> Optional[float]:
    """Cores that other processes kept busy; None where the system does not tell, or the time is too short to tell."""
    span = now.clock - before.clock
    if before.all is None or now.all is None or span < 0.1:  # the kernel counts in hundredths of a second
        return None
    return round(max(0.0, (now.all - before.all - (now.own - before.own)) / span), 2)


def _throttled(before: _Reading, now: _Reading) -> Optional[bool]:
    """Whether heat slowed a processor down."""
    if sys.platform == "darwin":
        return _speed_limited()
    if before.throttles is None or now.throttles is None:
        return None
    return now.throttles > before.throttles


def _now() -> _Reading:
    times = os.times()
    own = times.user + times.system + times.children_user + times.children_system
    return _Reading(perf_counter(), _busy(), own, _throttles())


def _busy() -> Optional[float]:
    """Processor seconds of the whole system (Linux): user, nice, system, interrupts, and what a hypervisor stole."""
    try:
        fields = [int(field) for field in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]]
        return (sum(fields[:3]) + sum(fields[5:8])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError):
        return None


def _throttles() -> Optional[int]:
    """How often a core was slowed down since the start (Linux on x86), or None."""
    try:
        counts = [int(each.read_text()) for each in Path(_CORES).glob("cpu[0-9]*/thermal_throttle/core_throttle_count")]
    except (OSError, ValueError):
        return None
    return sum(counts) if counts else None


def _speed_limited() -> Optional[bool]:
    """What `pmset -g therm` says (macOS): a CPU_Speed_Limit below 100."""
    try:
        said = subprocess.run(["pmset", "-g", "therm"], capture_output=True, text=True, timeout=5).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    limits = [line.split("=")[1].strip() for line in said.splitlines() if "CPU_Speed_Limit" in line and "=" in line]
    return None if not limits else any(limit != "100" for limit in limits)
