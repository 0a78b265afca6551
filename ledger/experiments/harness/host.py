"""The host's record: what a reader needs to judge a measurement, and nothing that names the machine or its folders."""

import os
import platform
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Dict, List, Mapping, Optional

from . import compiling
from .fresh import Outcome, call

_PREFIXES = ("MLX_", "OPENBLAS_", "OMP_", "MKL_NUM_THREADS", "LD_PRELOAD", "DYLD_INSERT_LIBRARIES")
_NOTHING = {"backend": "unknown", "devices": [], "blas": {"name": "unknown", "library": "", "threads": None}}


def environment(described: Optional[Outcome] = None) -> dict:
    """The fields of the `environment` event. What MLX says of itself comes from a fresh process."""
    described = described or call("harness.accelerator:describe", timeout=120)
    mlx = described.value if described.ok else {**_NOTHING, "mlx_failure": str(described)}
    return {
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "os": platform.system(),
        "os_version": os_version(),
        "arch": platform.machine(),
        "cpu": cpu_model(),
        "cores": cores(),
        "memory_bytes": memory_bytes(),
        "packages": packages(),
        "variables": variables(os.environ),
        "load": load(),
        **mlx,
    }


def variables(environ: Mapping[str, str]) -> Dict[str, str]:
    """The variables that change MLX or its BLAS; of a path only the last part."""
    chosen = {name: value for name, value in sorted(environ.items()) if name.startswith(_PREFIXES)}
    return {name: ":".join(os.path.basename(part) for part in value.split(":")) for name, value in chosen.items()}


def packages() -> Dict[str, str]:
    """Every installed distribution and its version; and as `gxx` that of the compiler, by which claims may be limited."""
    found = {each.metadata["Name"]: each.version for each in metadata.distributions() if each.metadata["Name"]}
    compiler = compiling.gxx()
    found.update({"gxx": compiler} if compiler else {})
    return dict(sorted(found.items(), key=lambda item: item[0].lower()))


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def memory_bytes() -> int:
    """Physical memory."""
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def load() -> List[float]:
    """Load averages over 1, 5 and 15 minutes."""
    return [round(value, 2) for value in os.getloadavg()]


def os_version() -> str:
    """For instance `Debian GNU/Linux 12 (bookworm), kernel 6.1.0` or `macOS 15.1`."""
    if sys.platform == "darwin":
        return f"macOS {platform.mac_ver()[0]}"
    try:
        name = platform.freedesktop_os_release().get("PRETTY_NAME", "Linux")
    except OSError:
        name = platform.system()
    return f"{name}, kernel {platform.release().split('-')[0]}"


def cpu_model() -> str:
    """The processor's name as the system gives it."""
    if sys.platform == "darwin":
        return sysctl("machdep.cpu.brand_string") or platform.processor()
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def sysctl(name: str) -> str:
    """A value of the kernel's (macOS), or nothing."""
    try:
        done = subprocess.run(["sysctl", "-n", name], capture_output=True, text=True, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
