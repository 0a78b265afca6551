package ledger.check;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import ledger.text.Problem.Severity;

/** Every rule that {@code ledger check} knows; {@code docs/checks.md} is this list. */
public enum Rule {
  EMPTY_FILE(Severity.ERROR, "The ledger is empty."),
  INVALID_UTF_8(Severity.ERROR, "The file is not valid UTF-8."),
  NO_FILE(Severity.ERROR, "The ledger does not exist."),
  OUTSIDE_LINK(Severity.ERROR, "A file is a link that leads out of the work tree, or nowhere."),
  CONFLICT_MARKER(Severity.ERROR, "The ledger contains git's conflict markers."),
  MERGE_CONFLICT(
      Severity.ERROR, "Two branches disagree; a comment that the merge left says about what."),
  NO_SECTION(Severity.ERROR, "No heading names a state."),
  NEAR_HEADING(
      Severity.WARNING, "A heading above tasks nearly names a state, and is read as that state."),
  UNKNOWN_STATE(Severity.ERROR, "What a Status column says is not a state."),
  UNREAD_ROWS(Severity.ERROR, "Rows with IDs are in the section of no state."),
  NO_ID_COLUMN(
      Severity.ERROR, "A table that looks like one of tasks has no column of IDs, or of titles."),
  DUPLICATE_SECTION(Severity.ERROR, "Two headings name the same state."),
  NO_TABLE(Severity.ERROR, "The section of a state has no table with an ID column."),
  DUPLICATE_COLUMN(Severity.ERROR, "Two columns have the same name."),
  BAD_DELIMITER(Severity.ERROR, "The line below a table's header is not a delimiter row."),
  CELL_COUNT(Severity.ERROR, "A row has more cells than its table has columns, or no pipe."),
  GLUED_TEXT(Severity.ERROR, "Text touches a table, so it is read as one of its rows."),
  NESTED_TOO_DEEP(
      Severity.ERROR,
      "More than 100 quotes and lists are nested in each other, or a paragraph has more markup than"
          + " can be read."),
  SHORT_ROW(
      Severity.WARNING, "A row has fewer cells than its table has columns: they are empty.", true),
  DRAFT_ROW(Severity.WARNING, "A row has no ID yet.", true),
  STRAY_ROW(Severity.ERROR, "A row is outside every table."),
  MALFORMED_ID(
      Severity.ERROR, "What is in the ID column is not an ID of the form that the ledger uses."),
  DUPLICATE_ID(Severity.ERROR, "A task has two rows, in one section or in two."),
  UNKNOWN_PRIORITY(Severity.ERROR, "A priority is not one of those in the settings."),
  UNSORTED(
      Severity.ERROR,
      "A row is below one with a lower priority, or breaks the order of the setting 'sort'.",
      true),
  BAD_DATE(
      Severity.ERROR,
      "A date does not have its column's format; fixed if it can only mean one day. A warning for a"
          + " due date in a column that names no format.",
      true),
  UNKNOWN_DEPENDENCY(Severity.ERROR, "A task depends on one that nobody knows."),
  DEPENDENCY_CIRCLE(Severity.ERROR, "Tasks depend on each other in a circle."),
  OVER_LIMIT(Severity.WARNING, "A state has more tasks than its limit in the settings."),
  NO_OUTCOME(Severity.WARNING, "A task is done without an outcome."),
  OUTCOME_WITHOUT_RECORD(Severity.ERROR, "An outcome names a run that has no record."),
  OUTCOME_DISAGREES(Severity.ERROR, "An outcome does not say what its run says."),
  REFUTED(Severity.ERROR, "A task is done, but its newest evidence refutes it."),
  DONE_WITHOUT_EVIDENCE(
      Severity.WARNING,
      "The evidence of a done task is stale, suspect, broken, undecided or missing; an error with"
          + " policy.done = \"strict\"."),
  HISTORY(Severity.WARNING, "A task's page and the ledger disagree about its state."),
  BAD_FRONT_MATTER(Severity.ERROR, "The front matter of a task's page cannot be read."),
  PAGE_WITHOUT_ROW(
      Severity.WARNING, "A page belongs to a task that is in neither the ledger nor the archive."),
  ARCHIVED_TOO(Severity.WARNING, "A task has a row in the ledger and one in the archive."),
  MISSING_PAGE(Severity.ERROR, "A link leads to a task's page that does not exist."),
  UNKNOWN_REFERENCE(Severity.WARNING, "The ledger or a page mentions a task ID that no row has."),
  IMPOSSIBLE_START(
      Severity.ERROR, "A run record says that its run began in the future, or before its commit."),
  REMOVED_RECORD(
      Severity.WARNING, "A run record is in the last commit, or the one before, and not here."),
  HEADER(
      Severity.ERROR, "The header of an experiment cannot be used, or a part of it is not read."),
  EXPERIMENT(
      Severity.ERROR, "An experiment does not run as its header says; 'experiment check' runs it."),
  UNKNOWN_TASK(Severity.ERROR, "An experiment verifies a task that the ledger does not have."),
  NO_MERGE_DRIVER(
      Severity.WARNING,
      "The merge driver is named in .gitattributes, but not set up in this clone."),
  BAD_TOML(Severity.ERROR, "The settings are not valid TOML."),
  BAD_SETTING(Severity.ERROR, "A setting is unknown or has the wrong type.");

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

  /** Such as {@code unknown-priority}: its name in messages and reports. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public Severity severity() {
    return severity;
  }

  /** What the rule finds, in one sentence. */
  public String summary() {
    return summary;
  }

  /** Whether {@code check --fix} can fix it. */
  public boolean fixable() {
    return fixable;
  }

  public static Optional<Rule> of(String id) {
    return Arrays.stream(values()).filter(rule -> rule.id().equals(id)).findFirst();
  }
}
