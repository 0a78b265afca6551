package ledger.evidence.record;

import java.time.LocalDate;

/**
 * A statement that an edit of the claims or of the task's text after a run does not matter. It
 * applies to that run and that edit only.
 *
 * @param schema the version of this format, 1
 * @param run the run's ID
 * @param claims the digest of the claims that are accepted, as in {@link Inputs}
 * @param taskText the digest of the text that is accepted
 * @param reason why
 * @param date when
 */
public record Acceptance(
    int schema, String run, String claims, String taskText, String reason, LocalDate date) {
  /** The version of the format that is written and read. */
  public static final int SCHEMA = 1;

  public boolean covers(RunRecord record, Inputs now) {
    return run.equals(record.run())
        && claims.equals(now.claims())
        && taskText.equals(now.taskText());
  }
}
