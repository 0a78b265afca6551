"""Which distributions MLX was installed from, and which version a lock file asks for."""

import re
from importlib import metadata
from typing import Dict, Optional, Tuple

FRONTEND = "mlx"
BACKENDS = ("mlx-cpu", "mlx-metal", "mlx-cuda", "mlx-cuda-12", "mlx-cuda-13")


def canonical(name: str) -> str:
    """A distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def mlx_distributions(distributions) -> Dict[str, str]:
    """Versions of the frontend and of the backends among these distributions."""
    found = {canonical(each.metadata["Name"] or ""): each.version for each in distributions}
    return {name: found[name] for name in (FRONTEND, *BACKENDS) if name in found}


def backends(installed: Dict[str, str]) -> list:
    """The backends among them."""
    return [name for name in installed if name in BACKENDS]


def macos_needed(distribution=metadata.distribution) -> Optional[Tuple[int, int]]:
    """The macOS for which the installed wheel was made, such as (14, 0); None if MLX is of no wheel for macOS."""
    found = []
    for name in (FRONTEND, "mlx-metal"):
        try:
            tags = distribution(name).read_text("WHEEL") or ""
        except metadata.PackageNotFoundError:
            continue
        found += [tuple(map(int, tag)) for tag in re.findall(r"^Tag: .*macosx_(\d+)_(\d+)_", tags, re.MULTILINE)]
    return max(found) if found else None


def from_source(distribution=metadata.distribution) -> bool:
    """Whether MLX was installed from its source in place (editable), so that its files lie elsewhere."""
    try:
        return '"editable"' in (distribution(FRONTEND).read_text("direct_url.json") or "")
    except metadata.PackageNotFoundError:
        return False


def pinned(name: str, lock: str) -> Optional[str]:
    """The version that a requirements file pins with `name==version`, or None."""
    found = re.search(rf"^{re.escape(name)}(?:\[[^\]]*\])?==([^\s;\\]+)", lock, re.MULTILINE)
    return found.group(1) if found else None


def text(installed: Dict[str, str]) -> str:
    """`mlx 0.29.4, mlx-cpu 0.29.4`."""
    return ", ".join(f"{name} {version}" for name, version in installed.items()) or "no distribution of MLX"
