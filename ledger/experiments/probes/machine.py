"""Health items of the host: system, processor, Python, compiler, folders, variables, load, heat."""

import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Optional

from harness import host
from probes import versions
from probes.items import Item, absent, failed, passed, warned

GLIBC = (2, 35)  # the Linux wheels are manylinux_2_35 (ml-explore/mlx#2954)


def system() -> Item:
    """On Linux glibc 2.35 or newer; on a Mac the macOS that the installed wheel was made for."""
    if sys.platform == "darwin":
        return _macos(tuple(int(part) for part in platform.mac_ver()[0].split(".")[:2]), versions.macos_needed())
    library, version = platform.libc_ver()
    if library != "glibc":
        return failed("system", f"{host.os_version()}, C library {library or 'unknown'}", "the wheels need glibc 2.35")
    seen = f"{host.os_version()}, glibc {version}"
    new = tuple(int(part) for part in version.split(".")[:2]) >= GLIBC
    return passed("system", seen) if new else failed("system", seen, "no wheel for a glibc before 2.35: newer system")


def _macos(version: tuple, needed: Optional[tuple]) -> Item:
    seen = host.os_version()
    if needed is None:
        oldest = (13, 5)  # of any wheel: that of 0.29.3
        text = f"{seen}; the installed MLX is of no wheel, which would say what it needs"
        return passed("system", text) if version >= oldest else failed("system", text, "MLX needs macOS 13.5: update macOS")
    wanted = ".".join(map(str, needed))
    if version < needed:
        return failed("system", f"{seen}; the installed wheel of MLX needs {wanted}",
                      f"update macOS to {wanted}; the last MLX for 13.5 is 0.29.3, and from 0.29.4 on it needs 14")
    return passed("system", f"{seen}; the installed wheel of MLX needs {wanted}")


def memory_facts() -> dict:
    """Chip, memory, and on Metal the recommended working set and the ceiling for wired memory; imports MLX."""
    from harness.accelerator import backend
    from harness.peak import device_memory

    kind = backend()
    metal = kind == "metal"
    return {"backend": kind, "chip": host.cpu_model(), "memory": host.memory_bytes(),
            "recommended": device_memory() if metal else None,
            "wired_mib": int(host.sysctl("iogpu.wired_limit_mb") or 0) if metal else 0}


def processor() -> Item:
    """A supported processor, and no translation (Rosetta) of this process."""
    seen = f"{host.cpu_model()}, {platform.machine()}, {host.cores()} cores usable"
    if sys.platform != "darwin":
        known = platform.machine() in ("x86_64", "aarch64")
        return passed("processor", seen) if known else failed("processor", seen, "there are wheels for x86_64, aarch64")
    translated = host.sysctl("sysctl.proc_translated") == "1" or platform.processor() == "i386"
    if translated or platform.machine() != "arm64":
        return failed("processor", f"{seen}, translated: {translated}", "install a native arm64 Python (mlx#105)")
    return passed("processor", f"{seen}, native")


def python() -> Item:
    """A supported Python, 64 bits; whether free-threaded and in a virtual environment."""
    free = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
    bits = 64 if sys.maxsize > 2**32 else 32
    kind = "virtual environment" if sys.prefix != sys.base_prefix else "no virtual environment"
    seen = f"{platform.python_implementation()} {platform.python_version()}, {bits} bits, {kind}" + (
        ", free-threaded" if free else "")
    if bits != 64 or sys.implementation.name != "cpython":
        return failed("python", seen, "use a 64-bit CPython 3.10 to 3.13")
    if not (3, 10) <= sys.version_info[:2] <= (3, 14):
        return warned("python", seen, "MLX 0.29 and 0.32 both have wheels for 3.10 to 3.13")
    return passed("python", seen)


def compiler() -> Item:
    """g++, which MLX runs to compile for the CPU; the item `compile` tells what its absence means here."""
    if sys.platform == "darwin":
        return absent("compiler", "Metal compiles its own kernels (system: Darwin)")
    path = shutil.which("g++")
    if not path:
        return warned("compiler", "g++ is not on the PATH", "apt install g++, or set MLX_DISABLE_COMPILE=1")
    try:
        done = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired) as error:
        return failed("compiler", f"g++ does not run: {error}", "reinstall g++")
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        return failed("compiler", f"g++ ended with status {done.returncode}: {done.stderr[:200]}", "reinstall g++")
    return passed("compiler", lines[0])


def folder() -> Item:
    """TMPDIR can be written: MLX keeps what it compiled there."""
    chosen = os.environ.get("TMPDIR")
    if chosen and not os.path.isdir(chosen):  # Python would quietly take another folder, MLX would not
        return failed("folder", "TMPDIR names a folder that does not exist", "create it, or point TMPDIR elsewhere")
    try:
        with tempfile.NamedTemporaryFile() as file:
            file.write(bytes(4096))
            file.flush()
        free = shutil.disk_usage(tempfile.gettempdir()).free
    except OSError as error:
        return failed("folder", f"the temporary folder cannot be written: {error}", "point TMPDIR at a writable folder")
    seen = f"the temporary folder is writable, {free / 2**30:.1f} GiB free"
    return passed("folder", seen) if free > 2**28 else warned("folder", seen, "free some space for compiled kernels")


def variables() -> Item:
    """The variables that change MLX; one that switches something off is worth a warning."""
    found = host.variables(os.environ)
    seen = ", ".join(f"{name}={value}" for name, value in found.items()) or "none of MLX_*, OPENBLAS_*, OMP_*, LD_PRELOAD"
    if "MLX_DISABLE_COMPILE" in found:
        return warned("variables", seen, "unset MLX_DISABLE_COMPILE once g++ is there, or keep it knowingly")
    if "MLX_METAL_FAST_SYNCH" in found:
        return warned("variables", seen, "MLX_METAL_FAST_SYNCH can deadlock (mlx#3142): unset it")
    return passed("variables", seen)


def load() -> Item:
    """Whether timings can be trusted right now."""
    one, cores = host.load()[0], host.cores()
    seen = f"load {one:.2f} on {cores} cores"
    return passed("load", seen) if one <= cores else warned("load", seen, "measure again on an idle host")


def heat() -> Item:
    """Thermal throttling, where the system tells."""
    if sys.platform == "darwin":
        done = subprocess.run(["pmset", "-g", "therm"], capture_output=True, text=True, timeout=10)
        seen = " ".join(done.stdout.split())
        hot = "CPU_Speed_Limit" in seen and "CPU_Speed_Limit = 100" not in seen
        return warned("heat", seen, "let the machine cool down") if hot else passed("heat", seen or "nothing reported")
    counters = sorted(Path("/sys/devices/system/cpu").glob("cpu[0-9]*/thermal_throttle/core_throttle_count"))
    if not counters:
        return absent("heat", "the kernel has no thermal_throttle counters here (a virtual machine has none)")
    total = sum(int(counter.read_text()) for counter in counters)
    seen = f"{total} throttling events since the start, on {len(counters)} cores"
    return passed("heat", seen) if total == 0 else warned("heat", seen, "see that cooling keeps up before you measure")


ITEMS = (system, processor, python, compiler, folder, variables, load, heat)
