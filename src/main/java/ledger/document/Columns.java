package ledger.document;

/** The columns that the tool itself knows; all others belong to the user. */
public final class Columns {
  public static final String ID = "ID";
  public static final String TITLE = "Title";
  public static final String DESCRIPTION = "Description";
  public static final String PRIORITY = "Priority";
  public static final String OWNER = "Owner";
  public static final String NOTES = "Notes";
  public static final String CREATED = "Created";
  public static final String STARTED = "Started";
  public static final String BRANCH = "PR / Branch";
  public static final String REVIEWER = "Reviewer";
  public static final String COMPLETED = "Completed";
  public static final String OUTCOME = "Outcome";

  private Columns() {}
}
