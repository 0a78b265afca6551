"""The gate on how memory grows with the batch, for both experiments of MLX-005."""

from harness import Verdict
from probes.fits import line

MIB = 2**20


def memory_is_affine(points, floor) -> Verdict:
    """B1: bytes at the peak follow a line in the batch size, which rises by more than a sequence's logits take."""
    if len(points) < 3:
        return Verdict(False, f"{len(points)} batch sizes were measured, a line needs three")
    fit = line(points)
    seen = (f"{fit.slope / MIB:.4f} MiB a sequence and {fit.intercept / MIB:.3f} MiB fixed, R² {fit.r2:.5f}, "
            f"logits {floor / MIB:.4f} MiB a sequence")
    return Verdict(fit.r2 >= 0.95 and fit.slope >= floor, seen)
