package ledger.document;

/**
 * The columns that the tool itself knows, by their usual names, which are the names of their roles;
 * all others belong to the user. A file may call them something else.
 */
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

  public static final String STATUS = "Status";
  public static final String DUE = "Due";
  public static final String TAGS = "Tags";
  public static final String DEPENDS = "Depends";
  public static final String MILESTONE = "Milestone";
  public static final String ESTIMATE = "Estimate";

  private Columns() {}
}
