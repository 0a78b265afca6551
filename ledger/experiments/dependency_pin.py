# /// script
# requires-python = ">=3.10"
# [tool.ledger]
# task = "MLX-000"
# title = "What the pin mlx~=0.29.3 admits"
# timeout = "60s"
# headline = "admitted_releases"
# outcome = "of MLX's releases from 0.28 to 0.32.4 the pin mlx~=0.29.3 admits {admitted_releases}"
#
# [[tool.ledger.claims]]
# id = "two-releases"
# text = "Of MLX's releases from 0.28 to 0.32.4 the pin admits two: 0.29.3 and 0.29.4"
# metric = "admitted_releases"
# equals = 2
# exact = true
#
# [[tool.ledger.claims]]
# id = "pinned-environment-obeys"
# text = "In the pinned environment the installed MLX is one that the pin admits"
# metric = "installed_is_admitted"
# equals = 1
# exact = true
# when = { mlx = ">=0.29.3,<0.30" }
#
# [[tool.ledger.claims]]
# id = "newest-is-excluded"
# text = "An environment with the newest release line has an MLX that the pin excludes"
# metric = "installed_is_admitted"
# equals = 0
# exact = true
# when = { mlx = ">=0.30" }
# ///
"""MLX-000: which MLX the pin means, and whether what is installed agrees with it.

The specifier is read by the library that pip uses and by PEP 440's definition; a common misreading takes part as the
wrong arm.
"""

from importlib import metadata, util

from harness import Experiment, Verdict
from harness.example import run_example
from probes import pins


def same_reading(reading, reference) -> Verdict:
    """P1: two readings of the pin admit the same releases."""
    ours, theirs = pins.admitted(reading), pins.admitted(reference)
    left = [version for version in pins.RELEASES if version not in theirs]
    return Verdict(ours == theirs, f"{pins.PIN} admits {', '.join(ours)}; the reference admits {', '.join(theirs)}, "
                                   f"and excludes {', '.join(left)}")


def fits_all(wishes, versions) -> Verdict:
    """P2: some version that the pin admits is one that every installed package accepts."""
    fitting = [version for version in versions if all(pins.by_library(wish)(version) for wish in wishes.values())]
    wanted = "; ".join(f"{name} wants mlx {wish}" for name, wish in sorted(wishes.items())) or "no package names mlx"
    return Verdict(bool(fitting), f"{wanted}; of {', '.join(versions)} fit: {', '.join(fitting) or 'none'}")


def main() -> None:
    with Experiment(__file__, steps=2) as run:
        run.progress("readings of the pin")
        installed = metadata.version("mlx")
        run.metric("admitted_releases", "Releases that the pin admits", "1", exact=True)
        run.metric("installed_is_admitted", "Whether the installed MLX is admitted", "1", exact=True)
        reading = pins.by_definition(pins.PIN)
        run.sample("admitted_releases", len(pins.admitted(reading)))
        run.sample("installed_is_admitted", int(reading(installed)))
        if util.find_spec("packaging"):
            library = pins.by_library(pins.PIN)
            run.gate("P1", "The library reads the pin as PEP 440 defines it", same_reading, reading, library)
            run.control("P1-control", "It is no minimum", same_reading, pins.as_minimum(pins.PIN), library)
            newest = {"a package": ">=0.32.1"}
            versions = pins.admitted(reading) if reading(installed) else [installed]
            run.gate("P2", "Every installed package accepts such an MLX", fits_all, pins.wishes(), versions)
            run.control("P2-control", "One that wants 0.32.1 does not fit the pin", fits_all, newest, pins.admitted(reading))
        else:
            for what in ("P1", "P2"):
                run.not_applicable(what, "The library packaging is not installed", "importlib finds no module packaging")
        run.progress("the page's example")
        run_example(run)


if __name__ == "__main__":
    main()
