"""Gates of MLX-003 on the memory behind an array. `probes.handoff` measures what they judge."""

from harness import Verdict

SLACK = 65536  # bytes that a counter may be off: allocators round to pages


def only_results(seen) -> Verdict:
    """U3: two operations on one array allocate their two results and nothing else."""
    extra = seen["added"] - seen["results"]
    return Verdict(abs(extra) <= SLACK, f"{seen['added']} B more active, the two results have {seen['results']} B, "
                                        f"so {extra} B beside them")


def same_address(addresses) -> Verdict:
    """U4: an array lies where it lay, after another place has worked on it."""
    same = len(set(addresses)) == 1
    return Verdict(same, "one address before and after" if same else "the array lies somewhere else afterwards")


def write_arrives(value) -> Verdict:
    """U5: what was written through a view is what an operation in the other place reads."""
    return Verdict(value == 77, f"77 was written, {value:g} was read")


def stays_within(share) -> Verdict:
    """U3: by the system's own count, the process grows by one array, not by two; and not by less, which proves nothing."""
    return Verdict(0.8 <= share <= 1.5, f"resident memory grew by {share:.2f} times the array")
