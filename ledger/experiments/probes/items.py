"""One item of the health check, and how items are listed."""

from dataclasses import asdict, dataclass
from typing import Dict, List

from harness.redact import redacted
from harness.summary import table

TITLES = {
    "system": "Operating system", "processor": "Processor and translation", "python": "Python", "compiler": "g++",
    "folder": "Temporary folder", "variables": "Variables that change MLX", "load": "Load", "heat": "Heat",
    "distributions": "Distributions", "backend": "One backend", "versions": "Equal versions",
    "library": "MLX's library", "import": "Import in a fresh process", "mlx-lm": "mlx-lm", "blas": "BLAS and its speed",
    "compile": "Compiled equals plain", "counters": "Memory counters", "derivatives": "Derivatives",
    "random": "Random numbers", "files": "Files keep bits", "numpy": "Exchange with NumPy",
    "fusion": "Compilation fuses", "fast kernels": "Fast kernels", "precision": "Precision of products",
    "operations": "Operations against NumPy", "memory": "Memory, working set and wired ceiling",
    "limits": "Memory limits", "wiring": "Memory wiring", "defects": "Known defects",
}
PASS, WARN, FAIL, NA = "pass", "warn", "fail", "na"


@dataclass(frozen=True)
class Item:
    """What was looked at, how it is, what was seen, and what to do about it."""

    item: str
    status: str
    detail: str
    remedy: str = ""


def title(item: str) -> str:
    """The item's name for people: `quantized mxfp8` is `Quantized product, mxfp8`."""
    kind, _, which = item.partition(" ")
    named = {"quantized": "Quantized product", "device": "Device"}
    return f"{named[kind]}, {which}" if kind in named else TITLES.get(item, item)


def passed(item: str, detail: str) -> Item:
    """Nothing to do."""
    return Item(item, PASS, detail)


def warned(item: str, detail: str, remedy: str) -> Item:
    """It works, and costs something that the reader should know of."""
    return Item(item, WARN, detail, remedy)


def failed(item: str, detail: str, remedy: str) -> Item:
    """It does not work."""
    return Item(item, FAIL, detail, remedy)


def absent(item: str, detail: str) -> Item:
    """It does not apply to this host; the detail says how that was found."""
    return Item(item, NA, detail)


def report(groups: Dict[str, List[Item]]) -> str:
    """A table for people, group by group; the remedy stands on a line of its own."""
    items = [each for group in groups.values() for each in group]
    cells = [(each.status, each.item, redacted(each.detail)) for each in items]
    rows = iter(table([("status", "item", "detail"), *cells]).split("\n"))
    lines = [next(rows)]
    for name, group in groups.items():
        lines += ["", name]
        for each in group:
            lines.append(next(rows))
            if each.remedy:
                lines.append(f"        -> {each.remedy}")
    counts = ", ".join(f"{sum(each.status == status for each in items)} {status}" for status in (PASS, WARN, FAIL, NA))
    return "\n".join(lines + ["", counts]) + "\n"


def as_json(items: List[Item]) -> Dict[str, object]:
    """{`schema`: 1, `status`: the worst of all, `items`: [{`item`, `status`, `detail`, `remedy`}]}."""
    worst = next((status for status in (FAIL, WARN) if any(each.status == status for each in items)), PASS)
    listed = [{**asdict(each), "detail": redacted(each.detail)} for each in items]
    return {"schema": 1, "status": worst, "items": listed}
