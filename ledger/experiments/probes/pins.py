"""What a version specifier admits, read twice: by the `packaging` library, and by PEP 440's own words."""

from importlib import metadata
from typing import Callable, Dict, Iterable, List

from .versions import canonical

PIN = "~=0.29.3"
RELEASES = (  # of MLX, as the package index listed them on 2026-11-26 for Linux and Python 3.11, from 0.28 on
    "0.28.0", "0.29.0", "0.29.1", "0.29.2", "0.29.3", "0.29.4", "0.30.0", "0.30.1", "0.30.3", "0.30.4", "0.30.5", "0.30.6",
    "0.31.0", "0.31.1", "0.31.2", "0.32.0", "0.32.1", "0.32.2", "0.32.3", "0.32.4",
)


def by_library(specifier: str) -> Callable[[str], bool]:
    """As pip and uv read it."""
    from packaging.specifiers import SpecifierSet

    return lambda version: SpecifierSet(specifier).contains(version)


def by_definition(specifier: str) -> Callable[[str], bool]:
    """PEP 440: `~= V.N` means `>= V.N, == V.*`. Releases only, no pre-releases."""
    least = _numbers(specifier.replace("~=", "").strip())
    return lambda version: _numbers(version) >= least and _numbers(version)[: len(least) - 1] == least[:-1]


def as_minimum(specifier: str) -> Callable[[str], bool]:
    """The common misreading: that version or any newer one."""
    least = _numbers(specifier.replace("~=", "").strip())
    return lambda version: _numbers(version) >= least


def _meant(marker) -> bool:
    """Whether a requirement counts without extras; mlx-lm asks for mlx on a Mac only (mlx-lm#542)."""
    hosts = ({"extra": ""}, {"extra": "", "platform_system": "Darwin", "sys_platform": "darwin"})
    return marker is None or any(marker.evaluate(host) for host in hosts)


def _numbers(version: str) -> List[int]:
    return [int(part) for part in version.split(".")]


def admitted(reading: Callable[[str], bool], versions: Iterable[str] = RELEASES) -> List[str]:
    """The versions that a reading admits."""
    return [version for version in versions if reading(version)]


def wishes(distributions=None) -> Dict[str, str]:
    """What the installed distributions want of mlx, here or on a Mac: specifiers by name, from their own metadata."""
    from packaging.requirements import Requirement

    seen = {}
    for each in metadata.distributions() if distributions is None else distributions:
        for line in each.requires or []:
            requirement = Requirement(line)
            if canonical(requirement.name) == "mlx" and str(requirement.specifier) and _meant(requirement.marker):
                seen[f"{each.metadata['Name']} {each.version}"] = str(requirement.specifier)
    return seen
