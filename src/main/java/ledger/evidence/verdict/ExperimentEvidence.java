package ledger.evidence.verdict;

import java.util.List;
import java.util.stream.Stream;
import ledger.evidence.claim.Claim;
import ledger.evidence.store.RunHead;

/**
 * An experiment and what is known about it.
 *
 * @param experiment the script's name without its extension
 * @param script its path below the workspace, with forward slashes
 * @param code the script's text as it is now
 * @param newest the newest run of each environment and kind of host, default environment first
 * @param older all others, newest first
 */
public record ExperimentEvidence(
    String experiment,
    String title,
    String script,
    String code,
    List<Claim> claims,
    List<RunEvidence> newest,
    List<RunEvidence> older) {
  ExperimentEvidence published() {
    List<RunEvidence> all = runs().toList();
    List<RunEvidence> shown = RunHead.published(all, run -> RunHead.of(run.record()));
    List<RunEvidence> left = older.stream().filter(shown::contains).toList();
    return new ExperimentEvidence(experiment, title, script, code, claims, newest, left);
  }

  /** All runs, starting with the newest in each environment and kind of host. */
  public Stream<RunEvidence> runs() {
    return Stream.concat(newest.stream(), older.stream());
  }
}
