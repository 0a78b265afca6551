package ledger.check;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import ledger.text.Problem.Severity;

/** Every rule that {@code ledger check} knows; {@code docs/checks.md} is this list. */
public enum Rule {
  EMPTY_FILE(Severity.ERROR, "The ledger is empty."),
  INVALID_UTF_8(Severity.ERROR, "The file is no UTF-8 text."),
  NO_FILE(Severity.ERROR, "The ledger is missing."),
  CONFLICT_MARKER(Severity.ERROR, "A merge conflict of git stands in the ledger."),
  MERGE_CONFLICT(Severity.ERROR, "Two branches disagree; the merge left a comment that says how."),
  NO_SECTION(Severity.ERROR, "No heading of a state."),
  DUPLICATE_SECTION(Severity.ERROR, "Two headings of one state."),
  NO_TABLE(Severity.ERROR, "A state's section without a table that has an ID column."),
  DUPLICATE_COLUMN(Severity.ERROR, "Two columns of one name."),
  BAD_DELIMITER(Severity.ERROR, "The line below a header is no delimiter row."),
  CELL_COUNT(Severity.ERROR, "A row with more or fewer cells than the table has columns."),
  GLUED_TEXT(Severity.ERROR, "Text touches a table, so that it is read as a row of it."),
  STRAY_ROW(Severity.ERROR, "A row that stands in no table."),
  MALFORMED_ID(Severity.ERROR, "An ID that is not capital letters, a dash and a number."),
  DUPLICATE_ID(Severity.ERROR, "One task in two rows, of one section or of two."),
  UNKNOWN_PRIORITY(Severity.ERROR, "A priority that the settings do not know."),
  UNSORTED(Severity.ERROR, "A row below one of a lower priority.", true),
  BAD_DATE(
      Severity.ERROR,
      "A date of another form than its column's; fixed where it can only mean one day.",
      true),
  NO_OUTCOME(Severity.WARNING, "A task that is done without an outcome."),
  OUTCOME_WITHOUT_RECORD(Severity.ERROR, "An outcome that names a run without a record."),
  OUTCOME_DISAGREES(Severity.ERROR, "An outcome whose numbers are not those of its run."),
  REFUTED(Severity.ERROR, "A task that is done, but whose newest evidence refutes it."),
  HISTORY(Severity.WARNING, "A task's page says another state than the ledger."),
  BAD_FRONT_MATTER(Severity.ERROR, "A task's page has front matter that cannot be read."),
  PAGE_WITHOUT_ROW(Severity.WARNING, "A page of a task that is in neither ledger nor archive."),
  ARCHIVED_TOO(Severity.WARNING, "A task that has a row in the ledger and one in the archive."),
  MISSING_PAGE(Severity.ERROR, "A link to a task's page that does not exist."),
  UNKNOWN_REFERENCE(
      Severity.WARNING, "An ID of this ledger's kind that no row has, in ledger or page."),
  BAD_TOML(Severity.ERROR, "The settings are no TOML."),
  BAD_SETTING(Severity.ERROR, "A setting that is unknown or has the wrong type.");

  private final Severity severity;
  private final String summary;
  private final boolean fixable;

  Rule(Severity severity, String summary) {
    this(severity, summary, false);
  }

  Rule(Severity severity, String summary, boolean fixable) {
    this.severity = severity;
    this.summary = summary;
    this.fixable = fixable;
  }

  /** Such as {@code unknown-priority}: what messages and reports call it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public Severity severity() {
    return severity;
  }

  /** What it finds, one sentence. */
  public String summary() {
    return summary;
  }

  /** Whether {@code check --fix} mends it. */
  public boolean fixable() {
    return fixable;
  }

  public static Optional<Rule> of(String id) {
    return Arrays.stream(values()).filter(rule -> rule.id().equals(id)).findFirst();
  }
}
