"""Which BLAS library this process uses for `cblas_sgemm`, the routine behind MLX's float32 matmul on a CPU.

Call it after a matmul was evaluated: only then is the library surely mapped. The Linux wheels of MLX bring the netlib
reference BLAS (measured: 0.29.3, 0.29.4, 0.32.4), which is tens of times slower than OpenBLAS, so a record without
the library's name cannot be compared with another.
"""

import ctypes
import os
import sys
from pathlib import Path
from typing import Callable, List, Optional

_ELSEWHERE = ("numpy.libs", "scipy.libs", "torch")  # their own copies; MLX does not call them


class _Found(ctypes.Structure):
    """What dladdr(3) fills in."""

    _fields_ = [("file", ctypes.c_char_p), ("base", ctypes.c_void_p), ("name", ctypes.c_char_p),
                ("address", ctypes.c_void_p)]


def mapped_candidates(maps: str) -> List[str]:
    """Paths of the BLAS libraries in the text of /proc/self/maps, in order, each once."""
    found: List[str] = []
    for line in maps.splitlines():
        path = line.split(maxsplit=5)[-1] if "/" in line else ""
        name = os.path.basename(path)
        known = "blas" in name or name.startswith(("libmkl", "libarmpl", "libblis"))
        if known and ".so" in name and path not in found and not any(part in path for part in _ELSEWHERE):
            found.append(path)
    return found


def name_of(path: str, has_symbol: Callable[[str], bool] = lambda symbol: False) -> str:
    """`openblas`, `mkl`, `accelerate`, `reference` or `unknown`.

    Debian's OpenBLAS also calls itself `libblas.so.3`, hence the look at the folder and at its own symbols.
    """
    name = os.path.basename(path)
    if "Accelerate.framework" in path or "vecLib" in path:
        return "accelerate"
    if "mkl" in name or has_symbol("mkl_get_max_threads"):
        return "mkl"
    if "openblas" in path or has_symbol("openblas_get_config"):
        return "openblas"
    if name.startswith(("libblas", "libcblas", "librefblas")):
        return "reference"
    return "unknown"


def in_use() -> dict:
    """{`name`, `library` (the file's name only), `threads` (None if the library does not say)}."""
    if sys.platform == "darwin":
        path = _accelerate_image()
        return {"name": name_of(path), "library": os.path.basename(path), "threads": None}
    try:
        maps = Path("/proc/self/maps").read_text()
    except OSError:
        return {"name": "unknown", "library": "", "threads": None}
    candidates = mapped_candidates(maps)
    path = _owner_of_sgemm(candidates, maps) or (candidates[0] if len(candidates) == 1 else "")
    library = _open(path)
    name = name_of(path, lambda symbol: library is not None and hasattr(library, symbol))
    return {"name": name, "library": os.path.basename(path), "threads": _threads(name, library)}


def loaded(name: str) -> str:
    """The file name of the library of this name that this process has loaded, such as `libmlx.so`; or nothing."""
    if sys.platform == "darwin":
        paths = _images()
    else:
        try:
            paths = [line.split(maxsplit=5)[-1] for line in Path("/proc/self/maps").read_text().splitlines() if "/" in line]
        except OSError:
            return ""
    return next((os.path.basename(path) for path in paths if os.path.basename(path).startswith(f"{name}.")), "")


def _open(path: str) -> Optional[ctypes.CDLL]:
    """A handle of a library that is loaded already; RTLD_NOLOAD, so nothing new comes in."""
    try:
        return ctypes.CDLL(path, mode=os.RTLD_NOLOAD | os.RTLD_LAZY) if path else None
    except OSError:
        return None


def _owner_of_sgemm(candidates: List[str], maps: str) -> Optional[str]:
    """The file that answers for `cblas_sgemm`: a preloaded one first, as the dynamic linker itself decides."""
    libmlx = next((line.split(maxsplit=5)[-1] for line in maps.splitlines() if line.endswith("/libmlx.so")), "")
    scopes = [ctypes.CDLL(None), _open(libmlx)] + [_open(path) for path in candidates]
    for scope in scopes:
        symbol = getattr(scope, "cblas_sgemm", None) if scope is not None else None
        found = _Found()
        if symbol is not None and ctypes.CDLL(None).dladdr(symbol, ctypes.byref(found)) and found.file:
            return os.fsdecode(found.file)
    return None


def _threads(name: str, library: Optional[ctypes.CDLL]) -> Optional[int]:
    if name == "reference":
        return 1  # netlib's code has no threads
    for symbol in ("openblas_get_num_threads", "mkl_get_max_threads", "MKL_Get_Max_Threads"):
        if library is not None and hasattr(library, symbol):
            return int(getattr(library, symbol)())
    return None


def _accelerate_image() -> str:
    """The loaded Accelerate or vecLib image."""
    return next((name for name in _images() if name_of(name) == "accelerate"), "")


def _images() -> List[str]:
    """The files that this process has loaded, by the dynamic linker's own list (macOS)."""
    system = ctypes.CDLL(None)
    system._dyld_get_image_name.restype = ctypes.c_char_p
    return [os.fsdecode(system._dyld_get_image_name(index)) for index in range(system._dyld_image_count())]
