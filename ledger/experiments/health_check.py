# /// script
# requires-python = ">=3.10"
# [tool.ledger]
# task = "MLX-008"
# title = "Environment health check"
# timeout = "180s"
# headline = "items_failed"
# outcome = "{items_failed} items of the health check fail, {items_known} of them by known defects of this MLX, and {items_warned} warn; float32 products run at {matmul_gflops} GFLOP/s on the CPU"
#
# [[tool.ledger.claims]]
# id = "nothing-is-broken"
# text = "No item of the health check fails"
# metric = "items_failed"
# equals = 0
# exact = true
#
# [[tool.ledger.claims]]
# id = "quantized-products-are-right"
# text = "quantized_matmul equals the product with the dequantized weights, in every mode that this version has"
# metric = "quantized_error"
# at-most = 1
# exact = true
#
# [[tool.ledger.known-failures]]
# claim = "nothing-is-broken"
# when = { mlx = ">=0.29.4,<0.30.3", backend = ["cpu"] }
# reason = "0.29.4 quantizes nvfp4 and mxfp8 but multiplies them wrongly on the CPU; their matmul came with 0.30.3"
# link = "https://github.com/ml-explore/mlx/pull/2688"
#
# [[tool.ledger.known-failures]]
# claim = "nothing-is-broken"
# when = { mlx = "<0.32", backend = ["cpu"], gxx = ">=13" }
# reason = "with g++ 13 and newer no compiled function builds; remedies: g++ 12, MLX_DISABLE_COMPILE=1, or mlx 0.32"
# link = "https://github.com/ml-explore/mlx/issues/3430"
#
# [[tool.ledger.known-failures]]
# claim = "quantized-products-are-right"
# when = { mlx = ">=0.29.4,<0.30.3", backend = ["cpu"] }
# reason = "0.29.4 quantizes nvfp4 and mxfp8 but multiplies them wrongly on the CPU; their matmul came with 0.30.3"
# link = "https://github.com/ml-explore/mlx/pull/2688"
# ///
"""MLX-008: is this environment fit for MLX, and for measurements of it?

    python health_check.py            a table: status (pass, warn, fail, na), item, detail, and the remedy below it
    python health_check.py --json     {"schema": 1, "status": "pass|warn|fail",
                                       "items": [{"item", "status", "detail", "remedy"}]}

Exit status 1 if an item fails. This process never imports MLX: whatever touches it runs in a process of its own with
a time limit, so that an abort or a hang is one red item. With LEDGER_EVENTS set it reports items as checks instead: a
warning is a check that holds and says WARN, what does not apply is not applicable, and the exit status is 0.
"""

import argparse
import json
import os
import sys
from typing import Mapping, Optional

from harness import Experiment, Outcome, Verdict, call, run_example
from harness.compiling import OFF, gxx
from probes import defects, installed, machine, optimisations, working
from probes.items import FAIL, NA, PASS, WARN, Item, absent, as_json, failed, report, title

ROUNDS, SIZE = 9, 512


class HealthCheck:
    """Looks at everything, group by group, and keeps the outcomes that metrics need."""

    def __init__(self, compiling: Optional[Mapping[str, Optional[str]]] = None) -> None:
        self.compiling = compiling  # variables of what compiles
        self.first = call("probes.first_use:first_use", timeout=120)
        self.gflops = Outcome("exited", detail="not tried")
        self.products: dict = {}
        self.described = Outcome("exited", detail="not tried")
        self.groups = {
            "The host": self._machine,
            "The installation": self._installed,
            "What MLX does": self._working,
            "What makes it fast": self._optimisations,
            "Known defects of this version": self._defects,
        }

    def _machine(self) -> list:
        return [_kept(item) for item in machine.ITEMS]

    def _installed(self) -> list:
        return installed.items(self.first)

    def _working(self) -> list:
        if not self.first.ok:
            return [absent("computation", f"not tried, because MLX cannot be imported: {self.first.kind}")]
        self.described = call("harness.accelerator:describe", timeout=120)
        if not self.described.ok:
            return [failed("computation", f"MLX imports, but a product {self.described}", "see the items above")]
        self.gflops = call("probes.workout:matmul_gflops", SIZE, ROUNDS, timeout=120)
        self.products = working.quantized_outcomes()
        return working.items(self.described.value, self.first, self.gflops, self.products, self.compiling)

    def _optimisations(self) -> list:
        if not self.described.ok:
            return [absent("optimisations", f"not tried, because MLX does not compute: {self.described.kind}")]
        return optimisations.items(self.described.value, self.compiling)

    def _defects(self) -> list:
        if not self.described.ok:
            return [absent("defects", "MLX does not say its version and backend, because it does not compute")]
        return [defects.defects(self.first.value["version"], self.described.value["backend"])]


    def known(self, item: Item) -> bool:
        """Whether the item fails by a known defect of the MLX that is installed."""
        return self.described.ok and defects.is_known(item, self.first.value["version"], self.described.value["backend"], gxx())


def _kept(item) -> Item:
    """An item that cannot even look is a failed one."""
    try:
        return item()
    except Exception as error:  # noqa: BLE001
        return failed(item.__name__, f"{type(error).__name__}: {error}", "report this: the check itself is at fault")


def as_verdict(item: Item, known: bool = False) -> Verdict:
    """An item as a check: only `fail` is red, and a warning says so.

    One that fails by a known defect says that, and is left to the claim `nothing-is-broken`, which counts it.
    """
    prefix = "WARN: " if item.status == WARN else "KNOWN FAILURE: " if known else ""
    remedy = f"; remedy: {item.remedy}" if item.remedy else ""
    return Verdict(item.status in (PASS, WARN) or known, f"{prefix}{item.detail}{remedy}")


def check_id(item: Item) -> str:
    """`quantized mxfp8` becomes `H-quantized-mxfp8`."""
    return "H-" + item.item.replace(" ", "-")


def report_events(script: str) -> None:
    """Items as checks, and what was measured as metrics."""
    with Experiment(script, steps=7) as run:
        check = HealthCheck({OFF: None} if run.uncompiled else None)
        items, known = [], 0
        for name, group in check.groups.items():
            run.progress(name.lower())
            for item in group():
                items.append(item)
                if item.status == NA:
                    run.not_applicable(check_id(item), "It does not apply to this host", item.detail)
                else:
                    known += check.known(item)
                    run.check(check_id(item), title(item.item), as_verdict(item, check.known(item)))
        run.progress("measurements")
        run.metric("items_failed", "Items that fail", "1", "lower", exact=True)
        run.metric("items_known", "Items that fail by a known defect of this MLX", "1", "lower", exact=True)
        run.metric("items_warned", "Items with a warning", "1", "lower", exact=True)
        run.sample("items_failed", sum(item.status == FAIL for item in items))
        run.sample("items_known", known)
        run.sample("items_warned", sum(item.status == WARN for item in items))
        run.artifact("health.json", "application/json", json.dumps(as_json(items), indent=2))
        controls(run)
        measurements(run, check)
        run.progress("the page's minimal example")
        run_example(run)


def controls(run) -> None:
    """Broken environments, made up, must turn their items red."""
    reds = {
        "backend": installed.one_backend({"mlx": "1.0"}),
        "versions": installed.equal_versions({"mlx": "1.0", "mlx-cpu": "1.1"}),
        "import": installed.importable(call("probes.missing:anything")),
        "operations": optimisations.operations(Outcome("returned", {"sin": 0.1, "cos": 1.1})),
        "fast-kernels": optimisations.fast_kernels(Outcome("returned", {"off": {"rope": 0.05}, "ratios": {}})),
    }
    for name, item in reds.items():
        run.control(f"H-{name}-control", f"A broken environment turns the item `{name}` red", as_verdict, item)


def measurements(run, check: HealthCheck) -> None:
    """The speed of the BLAS, and how far quantized products are off."""
    run.metric("matmul_gflops", "Matrix product in float32 on the CPU", "GFLOP/s", "higher")
    run.metric("quantized_error", "Error of quantized_matmul, in units of what is allowed", "1", "lower", exact=True)
    if not check.gflops.ok:
        for what in ("matmul_gflops", "quantized_error"):
            run.not_applicable(what, "No product ran", str(check.gflops))
        return
    for value in check.gflops.value:
        run.sample("matmul_gflops", value, n=SIZE)
    allowed = working.tolerance(run.backend)
    for mode, outcome in check.products.items():
        if outcome.ok:
            run.sample("quantized_error", outcome.value / allowed, arm=mode)
        else:
            run.not_applicable(f"quantized_error arm={mode}", "This mode gave no result", str(outcome))


def main() -> int:
    arguments = argparse.ArgumentParser(description="Is this environment fit for MLX?")
    arguments.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    chosen = arguments.parse_args()
    if os.environ.get("LEDGER_EVENTS"):
        report_events(__file__)
        return 0
    groups = {name: group() for name, group in HealthCheck().groups.items()}
    items = [item for group in groups.values() for item in group]
    print(json.dumps(as_json(items), indent=2) if chosen.json else report(groups), end="\n" if chosen.json else "")
    return 1 if any(item.status == FAIL for item in items) else 0


if __name__ == "__main__":
    sys.exit(main())
