package ledger.experiment.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import ledger.evidence.claim.Claim;
import ledger.evidence.claim.Metric;
import ledger.experiment.header.Discovery;
import ledger.experiment.header.Experiment;
import ledger.text.Problem;

/** Compares the units of bounds with those of the metrics that a run declared. */
public final class BoundUnits {
  private BoundUnits() {}

  /** A problem for each claim whose bound cannot be converted, where the header declares it. */
  public static List<Problem> problems(Experiment experiment, Collection<Metric> metrics) {
    List<Problem> problems = new ArrayList<>();
    for (Claim claim : experiment.claims()) {
      for (Metric metric : metrics) {
        if (metric.id().equals(claim.metric()) && claim.boundIn(metric.unit()).isEmpty()) {
          problems.add(
              Problem.error(
                  "header",
                  Discovery.placeOfClaim(experiment, claim.id()),
                  "the bound of "
                      + claim.id()
                      + " is in "
                      + claim.unit()
                      + ", but its metric "
                      + metric.id()
                      + " is in "
                      + metric.unit(),
                  "a bare number means the metric's unit"));
        }
      }
    }
    return List.copyOf(problems);
  }
}
