package ledger.evidence.verdict;

import java.util.ArrayList;
import java.util.List;

/**
 * A claim that two runs answer differently.
 *
 * @param known whether a refutation is a known failure in one of them
 */
public record ClaimChange(
    String id, String text, ClaimAnswer first, ClaimAnswer second, boolean known) {
  /** Those of two runs of the same experiment, in the order of the second. */
  public static List<ClaimChange> between(RunVerdict first, RunVerdict second) {
    List<ClaimChange> changes = new ArrayList<>();
    for (ClaimVerdict now : second.claims()) {
      first.claims().stream()
          .filter(was -> was.claim().id().equals(now.claim().id()))
          .filter(was -> was.answer() != now.answer())
          .forEach(
              was ->
                  changes.add(
                      new ClaimChange(
                          now.claim().id(),
                          now.claim().text(),
                          was.answer(),
                          now.answer(),
                          was.isKnownFailure() || now.isKnownFailure())));
    }
    return List.copyOf(changes);
  }
}
