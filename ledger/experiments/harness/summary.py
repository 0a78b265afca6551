"""The readable table that an experiment prints when it runs alone."""

from typing import Dict, List, Sequence, Tuple

from .events import Events
from .medians import median_interval


def summary(events: Events) -> str:
    """Checks, metrics (median and range by parameters) and what did not apply."""
    parts = [_environment(events), _checks(events), _metrics(events), _not_applicable(events)]
    return "\n\n".join(part for part in parts if part) + "\n"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as aligned columns; the last column is not padded."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    return "\n".join("  ".join([cell.ljust(width) for cell, width in zip(row, widths)] + [row[-1]]) for row in rows)


def sample_groups(samples: Sequence[Dict[str, object]]) -> Dict[Tuple[str, str], List[float]]:
    """Values by metric and by `name=value` pairs (the arm as `arm=…` among them, sorted); without warm-ups."""
    groups: Dict[Tuple[str, str], List[float]] = {}
    for sample in samples:
        if sample.get("warmup"):
            continue
        pairs = dict(sample.get("parameters") or {})
        if sample.get("arm"):
            pairs["arm"] = sample["arm"]
        key = ", ".join(f"{name}={pairs[name]}" for name in sorted(pairs))
        groups.setdefault((str(sample["metric"]), key), []).append(sample["value"])
    return groups


def _environment(events: Events) -> str:
    found = events.of("environment")
    if not found:
        return ""
    host = found[-1]
    packages, blas = host["packages"], host["blas"]
    mlx = packages.get("mlx", "not installed")
    return (f"Python {host['python']}, mlx {mlx}, backend {host['backend']}, BLAS {blas['name']}, {host['cpu']}, "
            f"{host['cores']} cores, {host['os_version']}, load {host['load'][0]}")


def _checks(events: Events) -> str:
    rows = [(("ok" if each["ok"] else "FAILED"), str(each["id"]), f"{each['title']}: {each['detail']}")
            for each in events.of("check")]
    return "Checks\n" + table(rows) if rows else ""


def _metrics(events: Events) -> str:
    declared = {each["id"]: each for each in events.of("metric")}
    rows = [("metric", "parameters", "unit", "n", "median", "range")]
    for (metric, key), values in sample_groups(events.of("sample")).items():
        middle = median_interval(values)
        spread = f"{min(values):.4g} to {max(values):.4g}"
        rows.append((metric, key, str(declared[metric]["unit"]), str(middle.n), f"{middle.median:.4g}", spread))
    return "Metrics\n" + table(rows) if len(rows) > 1 else ""


def _not_applicable(events: Events) -> str:
    rows = [(str(each["what"]), f"{each['why']} (detected: {each['detected']})")
            for each in events.of("not-applicable")]
    return "Not applicable here\n" + table(rows) if rows else ""
