"""Health items of the installation: distributions, versions, backend, library, import."""

import sys
from importlib import metadata, util
from pathlib import Path
from typing import Dict, List

from harness import Outcome, call
from probes import versions
from probes.items import Item, absent, failed, passed, warned


def distributions(installed: Dict[str, str], loaded: str = "") -> Item:
    """The frontend is installed."""
    seen = versions.text(installed)
    if versions.FRONTEND in installed:
        return passed("distributions", seen + (", from its source in place" if versions.from_source() else ""))
    if loaded:
        return warned("distributions", f"{seen}; MLX works, so it is a build that was not installed",
                      "its version cannot be compared with what is asked for: install it into an environment")
    return failed("distributions", seen, "pip install 'mlx[cpu]' on Linux, 'mlx' on a Mac")


def one_backend(installed: Dict[str, str], library: str = "") -> Item:
    """Exactly one backend: two of them own the same library file, none leaves it missing (mlx#2390).

    A build from source and conda's package have none and need none: they bring the library that a process has loaded.
    """
    found = versions.backends(installed)
    seen = f"found {len(found)}: {', '.join(found) or 'none'}"
    if len(found) == 1:
        return passed("backend", seen)
    if not found and library:
        return passed("backend", f"{seen}; MLX loads {library}, as a build from source or of conda does")
    if not found:
        return failed("backend", seen, "pip install 'mlx[cpu]' or 'mlx[cuda13]' with the version of mlx (mlx#2390)")
    return failed("backend", seen, "uninstall all of them, then install one: they overwrite each other's library")


def equal_versions(installed: Dict[str, str]) -> Item:
    """Frontend and backend have the same version."""
    if len(installed) < 2:
        return absent("versions", f"nothing to compare with: {versions.text(installed)}")
    if len(set(installed.values())) == 1:
        return passed("versions", versions.text(installed))
    return failed("versions", versions.text(installed), "install both with one command and one version")


SHADOWED = "remove or rename what is named mlx on PYTHONPATH or in the working folder: Python finds it first"


def library(loaded: str = "") -> Item:
    """The core that Python finds is the installed one, and its library is there: beside it, or elsewhere and loaded."""
    try:
        found = util.find_spec("mlx")
        core = util.find_spec("mlx.core") if found else None
    except Exception as error:  # noqa: BLE001 - a package mlx that is not MLX may raise anything
        return failed("library", f"the mlx that Python finds cannot be imported: {type(error).__name__}: {error}", SHADOWED)
    if found is None:
        return failed("library", "Python finds no package mlx", "install it in this very environment")
    try:
        owned = Path(str(metadata.distribution("mlx").locate_file("mlx"))).resolve()
    except metadata.PackageNotFoundError:
        owned = None
    folder = Path(core.origin).resolve().parent if core and core.origin else None
    if owned and folder != owned and not versions.from_source():
        return failed("library", "Python imports an mlx that is not the installed distribution's", SHADOWED)
    name = "libmlx.dylib" if sys.platform == "darwin" else "libmlx.so"
    beside = [Path(place) / "lib" / name for place in found.submodule_search_locations or []]
    size = next((path.stat().st_size for path in beside if path.is_file()), None)
    if size is None and not loaded:
        return failed("library", f"no {name} beside the package mlx", "install the backend; see the item `backend`")
    kind = "" if owned else "; no distribution says which version it is"
    return passed("library", (f"{name}, {size / 2**20:.1f} MiB" if size else f"{loaded}, not beside the package") + kind)


def importable(first: Outcome) -> Item:
    """A fresh process can import MLX; if not, how it ended (some builds abort without a GPU, mlx#3148)."""
    if first.ok:
        seen = first.value
        return passed("import", f"mlx.core {seen['version']} in {seen['import_ms']:.0f} ms, first evaluation "
                                f"{seen['first_eval_ms']:.1f} ms")
    return failed("import", str(first)[:400], "see the items above; a missing libmlx means that no backend is installed")


def mlx_lm(first: Outcome) -> Item:
    """mlx_lm can be imported, if it is installed and MLX can."""
    try:
        version = metadata.version("mlx-lm")
    except metadata.PackageNotFoundError:
        return absent("mlx-lm", "no distribution mlx-lm is installed")
    if not first.ok:
        return absent("mlx-lm", f"mlx-lm {version} is installed, not tried because MLX cannot be imported")
    outcome = call("probes.installed:import_mlx_lm", timeout=90)
    if outcome.ok:
        return passed("mlx-lm", f"mlx-lm {version} imports")
    return failed("mlx-lm", f"mlx-lm {version}: {outcome}", "install a version that fits this mlx")


def import_mlx_lm() -> bool:
    """In a fresh process."""
    import mlx_lm  # noqa: F401

    return True


def items(first: Outcome) -> List[Item]:
    """All of them. `first` is the outcome of `probes.first_use:first_use`."""
    installed = versions.mlx_distributions(metadata.distributions())
    loaded = str(first.value.get("library", "")) if first.ok else ""
    listed = [distributions(installed, loaded), one_backend(installed, loaded), equal_versions(installed), library(loaded)]
    return listed + [importable(first), mlx_lm(first)]
