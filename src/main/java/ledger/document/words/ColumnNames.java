package ledger.document.words;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people call the columns that the tool knows. A role is called as its column usually is, such
 * as {@code Priority}.
 */
public final class ColumnNames {
  private static final String ID = "ID";
  private static final String TITLE = "Title";
  private static final Map<String, List<String>> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put(
        ID,
        List.of(
            "task id",
            "ticket id",
            "issue id",
            "item id",
            "story id",
            "key",
            "id no",
            "#",
            "no",
            "nr",
            "№",
            "task no",
            "task number",
            "ticket",
            "issue no",
            "number",
            "num",
            "ref",
            "code",
            "task #",
            "identifier",
            "ids",
            "wbs",
            "s no",
            "sno",
            "sl no",
            "sr no",
            "sr",
            "serial no",
            "issue key",
            "story key",
            "ticket no",
            "ticket number",
            "issue number",
            "jira",
            "jira id",
            "jira key",
            "bug id",
            "defect id",
            "feature id",
            "req id",
            "requirement id",
            "action id",
            "todo id",
            "uid"));
    NAMES.put(
        TITLE,
        List.of(
            "task",
            "tasks",
            "task name",
            "task title",
            "todo",
            "to do",
            "item",
            "name",
            "summary",
            "subject",
            "feature",
            "story",
            "user story",
            "work item",
            "action",
            "action item",
            "issue",
            "what",
            "requirement",
            "deliverable",
            "activity",
            "bug",
            "headline",
            "task description",
            "issue title",
            "ticket title",
            "todo item",
            "to do item",
            "goal",
            "objective",
            "problem",
            "idea",
            "improvement",
            "enhancement",
            "job",
            "next action"));
    NAMES.put("Description", List.of("details", "detail", "desc", "info"));
    NAMES.put(
        "Priority",
        List.of(
            "prio",
            "pri",
            "importance",
            "severity",
            "urgency",
            "moscow",
            "p",
            "priorities",
            "priority level",
            "prio level"));
    NAMES.put(
        "Owner",
        List.of(
            "assignee",
            "assigned to",
            "assigned",
            "responsible",
            "who",
            "person",
            "developer",
            "lead",
            "dri",
            "by whom",
            "assign",
            "assignees",
            "owners",
            "owned by",
            "dev",
            "pic",
            "in charge",
            "responsible person",
            "person responsible",
            "task owner",
            "accountable"));
    NAMES.put("Notes", List.of("note", "comments", "comment", "remarks", "remark"));
    NAMES.put("Created", List.of("created at", "added", "date added", "opened", "created on"));
    NAMES.put("Started", List.of("start", "start date", "started at", "started on", "begun"));
    NAMES.put("PR / Branch", List.of("pr", "branch", "pull request", "mr", "merge request"));
    NAMES.put("Reviewer", List.of("reviewed by", "reviewers"));
    NAMES.put(
        "Completed",
        List.of(
            "completed at",
            "completed on",
            "completion date",
            "done on",
            "finished",
            "date completed",
            "closed",
            "closed on",
            "date done",
            "end date"));
    NAMES.put("Outcome", List.of("result", "results", "resolution"));
    NAMES.put(
        "Status",
        List.of(
            "state",
            "stage",
            "progress",
            "done",
            "complete",
            "current status",
            "task status",
            "implemented",
            "is done",
            "✓",
            "✔",
            "✅",
            "☑"));
    NAMES.put(
        "Due",
        List.of(
            "due date",
            "deadline",
            "due by",
            "target date",
            "target",
            "eta",
            "due on",
            "date due",
            "finish by",
            "expected",
            "expected date"));
    NAMES.put("Tags", List.of("tag", "labels", "label", "category", "area", "component", "type"));
    NAMES.put(
        "Depends",
        List.of(
            "depends on",
            "dependencies",
            "dependency",
            "blocked by",
            "deps",
            "prerequisites",
            "requires"));
    NAMES.put("Milestone", List.of("release", "sprint", "version", "phase", "epic", "iteration"));
    NAMES.put(
        "Estimate",
        List.of("effort", "points", "story points", "size", "est", "hours", "estimation"));
  }

  /** Names that say little: alone they make no column of IDs. */
  private static final List<String> WEAK =
      List.of(
          "#",
          "no",
          "nr",
          "№",
          "number",
          "num",
          "ref",
          "code",
          "key",
          "s no",
          "sno",
          "sl no",
          "sr no",
          "sr",
          "serial no",
          "wbs",
          "jira",
          "uid",
          "ids");

  /** What is listed: before a column of titles they name the one of IDs. */
  private static final List<String> THINGS =
      List.of("issue", "task", "story", "bug", "feature", "item", "work item", "requirement");

  private ColumnNames() {}

  /** Every role, by its usual name. */
  public static List<String> roles() {
    return List.copyOf(NAMES.keySet());
  }

  /**
   * How a header's name is looked up: as its {@link PlainName#key}, or its sign if it has no
   * letters.
   */
  public static String key(String header) {
    String key = PlainName.key(header);
    return key.isEmpty() ? PlainName.unmarked(header).replace("\uFE0F", "") : key;
  }

  /** Whether a column of this name has IDs only if the table looks like one of tasks otherwise. */
  public static boolean isWeak(String header) {
    return WEAK.contains(key(header));
  }

  /**
   * The role of each column; null for the user's own. No role is given twice: the usual name comes
   * before those from the settings, these before the others.
   *
   * @param headers the columns' names, without hints
   * @param own names from the settings, by role
   */
  public static List<@Nullable String> roles(List<String> headers, Map<String, List<String>> own) {
    List<String> keys = headers.stream().map(ColumnNames::key).toList();
    List<@Nullable String> roles = new ArrayList<>(Collections.nCopies(keys.size(), null));
    for (String role : NAMES.keySet()) {
      give(role, keys, roles, List.of(key(role)));
    }
    own.forEach(
        (role, names) -> give(role, keys, roles, names.stream().map(ColumnNames::key).toList()));
    NAMES.forEach((role, names) -> give(role, keys, roles, names));
    if (!roles.contains(ID) && roles.indexOf(TITLE) > 0 && THINGS.contains(keys.getFirst())) {
      roles.set(0, ID); // "Issue" before "Title" is its number.
    }
    return roles;
  }

  private static void give(
      String role, List<String> keys, List<@Nullable String> roles, List<String> names) {
    for (String name : names) {
      int at = keys.indexOf(name);
      if (at >= 0 && roles.get(at) == null && !roles.contains(role)) {
        roles.set(at, role);
      }
    }
  }
}
