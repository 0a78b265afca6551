"""Whether `mx.compile` works on this host, and what is done where it does not.

MLX before 0.32 has `g++` compile for the CPU, and what it hands over was made for g++ 12: version 13 and newer refuse it
("redeclaration of C++ built-in type", mlx#2281, mlx#3430). The activations of `mlx.nn` are compiled functions, so that
there nearly every model ends with an error. An experiment goes on without compilation, and its record says so.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from importlib import metadata
from typing import Optional

from .fresh import call

OFF = "MLX_DISABLE_COMPILE"
REFUSING = 13  # the first g++ that refuses


def gxx() -> Optional[str]:
    """The version of the g++ that MLX would start, such as `12.2.0`; None without one, or off Linux.

    On a Mac nothing needs it, and asking would open the system's offer to install its developer tools.
    """
    path = shutil.which("g++") if sys.platform.startswith("linux") else None
    if not path:
        return None
    try:
        done = subprocess.run([path, "-dumpfullversion", "-dumpversion"], capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return None
    said = done.stdout.strip()
    return said if done.returncode == 0 and said[:1].isdigit() else None


def doubtful() -> bool:
    """Whether compilation has to be tried: an MLX before 0.32 on Linux, without a g++ that it is known to work with."""
    try:
        parts = [int(part) for part in metadata.version("mlx").split(".")[:2]]
    except (metadata.PackageNotFoundError, ValueError):
        return False
    version = gxx()
    return sys.platform.startswith("linux") and parts < [0, 32] and (
        version is None or int(version.split(".")[0]) >= REFUSING)


def failure() -> str:
    """The error of a compiled function in a fresh process with an empty cache; empty if it runs, or the rest is broken."""
    with tempfile.TemporaryDirectory() as cold:
        tried = call("harness.compiling:compiled_once", timeout=120, variables={"TMPDIR": cold, OFF: None})
    broken = tried.kind == "raised" and "ompile" in tried.detail
    return f"g++ {gxx() or 'of unknown version'}: {tried.detail[:80]}" if broken else ""


def compiled_once() -> float:
    """Evaluates a compiled function."""
    import mlx.core as mx

    return mx.compile(lambda x: mx.exp(x) * mx.sin(x) + x)(mx.ones((8,))).sum().item()


def without_if_broken() -> str:
    """Switches compilation off for this process and its children where it does not work; why, or nothing."""
    if OFF in os.environ or not doubtful():
        return ""
    why = failure()
    if why:
        os.environ[OFF] = "1"
        if "mlx.core" in sys.modules:
            sys.modules["mlx.core"].disable_compile()
    return why
