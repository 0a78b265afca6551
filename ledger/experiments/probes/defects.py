"""Known defects of MLX by version and backend: what a reader of the health check should not have to find out alone.

What can be measured is measured by an item of its own (quantized products, compilation, counters); this list tells
where it comes from, and names what cannot be tried without danger. Sources: the linked threads; `measured` by us.
"""

import re
from typing import List, NamedTuple, Optional, Tuple

from harness.compiling import REFUSING
from probes.items import FAIL, Item, passed, warned

Release = Tuple[int, ...]


class Defect(NamedTuple):
    """Versions from `since` on and before `fixed` (None: not fixed in a version that we tried), on these backends.

    `shows` are the items of the health check that it turns red, and `sign` what they then say.
    """

    since: Release
    fixed: Optional[Release]
    backends: Tuple[str, ...]
    text: str
    source: str
    shows: Tuple[str, ...] = ()
    sign: str = ""


KNOWN = (
    Defect((0, 29, 4), (0, 30, 3), ("cpu",), "quantized_matmul is wrong for nvfp4 and mxfp8, without an error",
           "measured; their matmul came with 0.30.3", ("quantized nvfp4", "quantized mxfp8"), "WRONG RESULTS"),
    Defect((0, 29, 4), (0, 30, 3), ("metal",), "quantized_matmul refuses nvfp4 and mxfp8: the library has no kernels for them",
           "inspected in the wheel"),
    Defect((0,), (0, 32, 0), ("cpu",), "compiled functions do not build with g++ 13 and newer", "mlx#2281, mlx#3430",
           ("compile", "fusion"), "Failed to compile function"),
    Defect((0,), (0, 32, 0), ("cpu",), "without g++ compiled functions raise, and mlx.nn compiles all activations", "measured"),
    Defect((0, 29, 4), (0, 32, 2), ("cpu", "metal"), "mxfp8 blocks saturate: error 7 % instead of 3 %", "mlx#4353"),
    Defect((0,), (0, 31, 2), ("metal",), "the process aborts where no GPU is visible (virtual machine, sandbox)",
           "mlx#3148, fixed by mlx#3428"),
    Defect((0,), None, ("metal",), "MLX_METAL_FAST_SYNCH=1 may deadlock", "mlx#3142, mlx#3830"),
    Defect((0,), (0, 29, 4), ("cuda",), "memory counters drift and may underflow", "mlx#2717"),
    Defect((0,), (0, 31, 2), ("cuda",), "no general quantized_matmul", "mlx#2536, mlx#3122"),
    Defect((0, 32, 0), None, ("cuda",), "quantized_matmul in float32 with groups of 128 fails at 64 rows "
           "(cuGraphAddKernelNode), later kernels of that process may hang", "measured with 0.32.4; bfloat16 is fine"),
    Defect((0,), None, ("cuda",), "running out of memory may hang instead of raising", "mlx#2821"),
    Defect((0,), None, ("cuda",), "svd, qr, inv, cholesky, eig do not run on the GPU: pass stream=mx.cpu", "measured"),
)


def release(version: str) -> Release:
    """`0.32.1.dev20` is (0, 32, 1)."""
    found = re.match(r"\d+(?:\.\d+)*", version)
    if not found:
        raise ValueError(f"not a version: {version!r}")
    return tuple(int(part) for part in found.group().split("."))


def applying(version: str, backend: str) -> List[Defect]:
    """Those of this version on this backend."""
    this = release(version)
    return [each for each in KNOWN if backend in each.backends and each.since <= this
            and (each.fixed is None or this < each.fixed)]


def is_known(item: Item, version: str, backend: str, gxx: Optional[str]) -> bool:
    """Whether an item fails in just the way of a known defect of this version.

    A failed compilation is one only with a g++ that refuses: a missing one has another remedy.
    """
    refusing = gxx is not None and release(gxx)[0] >= REFUSING
    return item.status == FAIL and any(
        item.item in each.shows and each.sign in item.detail and (refusing or "compile" not in each.shows)
        for each in applying(version, backend))


def defects(version: str, backend: str) -> Item:
    """One item for all of them."""
    found = applying(version, backend)
    if not found:
        return passed("defects", f"none known of mlx {version} on the backend {backend}")
    seen = "; ".join(f"{each.text} ({each.source})" for each in found)
    fixed = [each.fixed for each in found]
    newest = max((each for each in fixed if each), default=None)
    remedy = "avoid what is named"
    if newest:
        remedy += f", or use {'.'.join(map(str, newest))} or newer" + (" for some of it" if None in fixed else "")
    return warned("defects", f"{len(found)} known of mlx {version} on {backend}: {seen}", remedy)
