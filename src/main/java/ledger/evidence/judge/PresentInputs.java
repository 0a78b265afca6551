package ledger.evidence.judge;

import java.util.Optional;
import java.util.SortedMap;
import ledger.evidence.record.Inputs;
import ledger.evidence.record.RunRecord;

/** Says of the inputs of a run what has become of them. */
@FunctionalInterface
public interface PresentInputs {
  /** The run's inputs as they are now; empty if they are unknown, which makes the run STALE. */
  Optional<Inputs> of(RunRecord run);

  /** The same for every run in an environment; a run in any other is unknown. */
  static PresentInputs by(SortedMap<String, Inputs> environments) {
    return run -> Optional.ofNullable(environments.get(run.environment()));
  }
}
