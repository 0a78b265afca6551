"""What every experiment needs: events, the host's record, timing, gates and fresh processes.

Standard library only, Python 3.10 or newer. Nothing here imports MLX when it is loaded, so that an experiment can
report a broken MLX instead of dying of it. The format of the events is in docs/events.md.

    with Experiment(__file__, steps=2) as run:
        run.metric("add_us", "One addition", "us", better="lower")
        run.progress("timing")
        run.sample("add_us", 12.5, n=64)
        run.gate("A1", "Addition is right", addition_is_right)
"""

from .example import run_example
from .experiment import Experiment, Verdict
from .fresh import Outcome, call, together
from .medians import median_interval
from .timing import Round, interleaved, timed

__all__ = ["Experiment", "Outcome", "Round", "Verdict", "call", "interleaved", "median_interval", "run_example", "timed",
           "together"]
