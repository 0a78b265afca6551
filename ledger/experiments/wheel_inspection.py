# /// script
# requires-python = ">=3.10"
# dependencies = ["pip>=24"]
# [tool.ledger]
# task = "MLX-008"
# title = "What the wheels for macOS contain"
# timeout = "300s"
# headline = "kernels"
# outcome = "inspected in the wheel, not run: 0.29.4 for macOS has {kernels[arm=nvfp4, mlx=0.29.4, operation=product]} kernels for products in nvfp4 and {kernels[arm=mxfp8, mlx=0.29.4, operation=product]} in mxfp8, 0.32.4 has {kernels[arm=nvfp4, mlx=0.32.4, operation=product]} and {kernels[arm=mxfp8, mlx=0.32.4, operation=product]}"
#
# [[tool.ledger.claims]]
# id = "the-pin-cannot-multiply-nvfp4-on-metal"
# text = "Inspected in the wheel: Metal's library of 0.29.4 has no kernel for a product in nvfp4"
# metric = "kernels"
# equals = 0
# exact = true
# where = { mlx = "0.29.4", operation = "product" }
# arm = "nvfp4"
#
# [[tool.ledger.claims]]
# id = "the-pin-cannot-multiply-mxfp8-on-metal"
# text = "Inspected in the wheel: Metal's library of 0.29.4 has no kernel for a product in mxfp8"
# metric = "kernels"
# equals = 0
# exact = true
# where = { mlx = "0.29.4", operation = "product" }
# arm = "mxfp8"
#
# [[tool.ledger.claims]]
# id = "affine-multiplies-on-metal"
# text = "Inspected in the wheel: every Metal library looked at has kernels for products in the affine mode"
# metric = "kernels"
# at-least = 1
# exact = true
# where = { operation = "product" }
# arm = "affine"
# ///
"""MLX-008: what can be known of Metal without a Mac, by looking into the wheels that a Mac installs.

The wheels are downloaded by pip, held against their hashes, and opened; nothing is installed or run. So this says what
is in a library (kernels, names, error texts), and never that it works. Without pip or an index nothing applies.
"""

import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Dict, NamedTuple, Set

from harness import Experiment, Verdict

WHEELS = {  # MLX's version: the oldest macOS that it has a wheel for, and the SHA-256 of that wheel
    "0.29.3": ("macosx_13_0_arm64", "27b5a4d905202a71e84d9fd559ea0236813f6f960ef494e5cafe9c45df4c9d7c"),
    "0.29.4": ("macosx_14_0_arm64", "6068e4149cafaa18b782949f6dcd734351bc61d5a3fd2d5f71b2a63c73772dfe"),
    "0.32.4": ("macosx_14_0_arm64", "8019b2db622599267d66cc168b2f0dbf5af929790a6c3b3913e00eabc42a7947"),
}
PIN, NEWEST = "0.29.4", "0.32.4"
MODES = ("affine", "mxfp4", "mxfp8", "nvfp4")
KERNEL = re.compile(rb"(affine|mxfp4|mxfp8|nvfp4)_(quantize|dequantize|qmv|qmm|qvm)\w*")
TEXTS = (b"Unable to load kernel", b"Setting a wired limit larger than", b"No Metal device available",
         b"MLX_RESIDENCY_DEBUG", b"MLX_RESIDENCY_SET_MAX_PCT")


class Seen(NamedTuple):
    """Of one wheel: its tags, the names of kernels by mode and operation, and which texts its library has."""

    tags: str
    kernels: Dict[tuple, Set[bytes]]
    texts: Set[bytes]


def download(version: str, platform: str, digest: str, folder: Path) -> subprocess.CompletedProcess:
    """Lets pip fetch one wheel; with a digest only that one."""
    wanted = Path(folder, f"{version}-{platform}.txt")
    wanted.write_text(f"mlx-metal=={version}" + (f" --hash=sha256:{digest}" if digest else "") + "\n")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
               "--only-binary=:all:", "--retries=1", "--timeout=30", f"--platform={platform}", "--python-version=3.12",
               "--implementation=cp", f"--dest={folder}", f"--requirement={wanted}"]
    return subprocess.run(command, capture_output=True, text=True, timeout=240)


def look(wheel: Path) -> Seen:
    """Opens a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        tags = next(archive.read(name).decode() for name in names if name.endswith(".dist-info/WHEEL"))
        metallib = archive.read(next(name for name in names if name.endswith("mlx.metallib")))
        library = archive.read(next(name for name in names if name.endswith("libmlx.dylib")))
    kernels: Dict[tuple, Set[bytes]] = {}
    for found in KERNEL.finditer(metallib):
        mode, operation = (part.decode() for part in found.groups())
        operation = operation if operation.endswith("quantize") else "product"
        kernels.setdefault((mode, operation), set()).add(found.group())
    return Seen("; ".join(re.findall(r"^Tag: (.*)$", tags, re.M)), kernels, {text for text in TEXTS if text in library})


def lacks_products(seen: Seen) -> Verdict:
    """I1: nvfp4 and mxfp8 can be made and read back on Metal, and not multiplied."""
    counts = {mode: {operation: len(seen.kernels.get((mode, operation), ())) for operation in ("quantize", "product")}
              for mode in MODES}
    text = ", ".join(f"{mode}: {each['quantize']} to quantize, {each['product']} for products" for mode, each in counts.items())
    ok = all(each["quantize"] > 0 for each in counts.values()) and not counts["nvfp4"]["product"] + counts["mxfp8"]["product"]
    return Verdict(ok and min(counts[mode]["product"] for mode in ("affine", "mxfp4")) > 0, text)


def has_texts(seen: Seen, wanted) -> Verdict:
    """I2, I3: these texts stand in the library."""
    missing = [text.decode() for text in wanted if text not in seen.texts]
    return Verdict(not missing, f"{len(wanted) - len(missing)} of {len(wanted)} texts found"
                   + (f", not: {', '.join(missing)}" if missing else ""))


def needs(seen: Seen, macos: str) -> Verdict:
    """I4: the wheel's own tag names the macOS that it needs."""
    return Verdict(macos in seen.tags, f"tagged {seen.tags}")


def main() -> None:
    with Experiment(__file__, steps=2) as run, tempfile.TemporaryDirectory() as named:
        folder = Path(named)
        run.progress("downloading wheels")
        run.metric("kernels", "Kernels in Metal's library, by name", "1", "none", exact=True)
        failed = next((done for done in (download(version, *wheel, folder) for version, wheel in WHEELS.items())
                       if done.returncode), None)
        run.progress("looking into them" if failed is None else "looking into them: not applicable")
        if failed is None:
            inspect(run, {version: look(next(folder.glob(f"mlx_metal-{version}-*.whl"))) for version in WHEELS}, folder)
        else:
            said = (failed.stderr.strip() or "pip said nothing").splitlines()[-1][:200]
            for what in ("I1", "I2", "I3", "I4", "I5", "kernels"):
                run.not_applicable(what, "The wheels for macOS could not be downloaded", said)


def inspect(run, seen: Dict[str, Seen], folder: Path) -> None:
    for version, wheel in seen.items():
        for mode in MODES:
            for operation in ("quantize", "dequantize", "product"):
                run.sample("kernels", len(wheel.kernels.get((mode, operation), ())), arm=mode, mlx=version, operation=operation)
    run.gate("I1", "0.29.4 has no kernels for products in nvfp4 and mxfp8", lacks_products, seen[PIN])
    run.control("I1-control", "0.32.4 has them", lacks_products, seen[NEWEST])
    run.gate("I2", "What Metal says to a missing kernel and to a limit that is too large", has_texts, seen[PIN], TEXTS[:2])
    run.control("I2-control", "0.29.4 has no words for a missing GPU: it aborts", has_texts, seen[PIN], TEXTS[2:3])
    run.gate("I3", "0.32.4 has those words, and the variables of residency sets", has_texts, seen[NEWEST], TEXTS)
    run.control("I3-control", "0.29.4 has no variables of residency sets", has_texts, seen[PIN], TEXTS[3:])
    run.gate("I4", "The wheel of 0.29.4 needs macOS 14", needs, seen[PIN], "macosx_14_0")
    run.control("I4-control", "That of 0.29.3 does not", needs, seen["0.29.3"], "macosx_14_0")
    older = download(PIN, "macosx_13_0_arm64", "", folder)
    said = (older.stderr.strip() or "it was found").splitlines()[-1][:200]
    run.check("I5", "There is no 0.29.4 for macOS 13", Verdict(older.returncode != 0 and "No matching" in older.stderr, said))


if __name__ == "__main__":
    main()
