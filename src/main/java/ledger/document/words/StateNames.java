package ledger.document.words;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people call the usual states, in headings and in the cells of a Status column. */
public final class StateNames {
  private static final Map<String, List<String>> NAMES =
      Map.of(
          "backlog",
          List.of(
              "backlog",
              "to do",
              "todo",
              "todos",
              "to dos",
              "open",
              "new",
              "not started",
              "planned",
              "pending",
              "queue",
              "queued",
              "next",
              "up next",
              "upcoming",
              "later",
              "inbox",
              "ready",
              "not yet started",
              "unstarted",
              "tbd",
              "proposed",
              "task backlog",
              "product backlog"),
          "in-progress",
          List.of(
              "in progress",
              "inprogress",
              "doing",
              "wip",
              "work in progress",
              "started",
              "active",
              "current",
              "currently",
              "ongoing",
              "now",
              "working",
              "working on",
              "in work",
              "partial",
              "in development",
              "underway",
              "progress"),
          "review",
          List.of(
              "review qa",
              "review",
              "in review",
              "qa",
              "testing",
              "in testing",
              "test",
              "verify",
              "verification",
              "ready for review",
              "awaiting review",
              "code review",
              "under review",
              "needs review",
              "reviewing",
              "validation"),
          "done",
          List.of(
              "done",
              "complete",
              "completed",
              "finished",
              "closed",
              "shipped",
              "released",
              "fixed",
              "resolved",
              "merged",
              "finish",
              "completed tasks",
              "done tasks",
              "all done"));

  /** A mark alone in a cell: boxes, ticks, and the signs for work that goes on. */
  private static final Map<String, String> MARKS =
      Map.ofEntries(
          Map.entry("[x]", "done"),
          Map.entry("x", "done"),
          Map.entry("yes", "done"),
          Map.entry("✅", "done"),
          Map.entry("✔", "done"),
          Map.entry("✓", "done"),
          Map.entry("☑", "done"),
          Map.entry("y", "done"),
          Map.entry("true", "done"),
          Map.entry("🟢", "done"),
          Map.entry("🎉", "done"),
          Map.entry("[ ]", "backlog"),
          Map.entry("[]", "backlog"),
          Map.entry("no", "backlog"),
          Map.entry("n", "backlog"),
          Map.entry("false", "backlog"),
          Map.entry("✖", "backlog"),
          Map.entry("✗", "backlog"),
          Map.entry("✘", "backlog"),
          Map.entry("❎", "backlog"),
          Map.entry("🆕", "backlog"),
          Map.entry("–", "backlog"),
          Map.entry("—", "backlog"),
          Map.entry("☐", "backlog"),
          Map.entry("⬜", "backlog"),
          Map.entry("🔲", "backlog"),
          Map.entry("❌", "backlog"),
          Map.entry("📋", "backlog"),
          Map.entry("🔴", "backlog"),
          Map.entry("⚪", "backlog"),
          Map.entry("-", "backlog"),
          Map.entry("[/]", "in-progress"),
          Map.entry("🚧", "in-progress"),
          Map.entry("🔄", "in-progress"),
          Map.entry("🏗", "in-progress"),
          Map.entry("🔨", "in-progress"),
          Map.entry("🛠", "in-progress"),
          Map.entry("🟠", "in-progress"),
          Map.entry("⏳", "in-progress"),
          Map.entry("🟡", "in-progress"),
          Map.entry("👀", "review"),
          Map.entry("🔍", "review"));

  private static final Pattern SHARE = Pattern.compile("([0-9]{1,3}(?:[.,][0-9]+)?)\\s?%");

  private static final Map<String, String> BY_NAME = byName();

  private StateNames() {}

  private static Map<String, String> byName() {
    Map<String, String> byName = new HashMap<>();
    NAMES.forEach((state, names) -> names.forEach(name -> byName.put(name, state)));
    return byName;
  }

  /** The ID of the state that a heading's {@link PlainName#key} names. */
  public static Optional<String> named(String key) {
    return Optional.ofNullable(BY_NAME.get(key));
  }

  /** The ID of the state that a mark without words means, such as a ticked box or 60 %. */
  public static Optional<String> marked(String text) {
    String mark = text.replace("\uFE0F", "").strip().toLowerCase(Locale.ROOT);
    Matcher share = SHARE.matcher(mark);
    if (share.matches()) {
      boolean none = share.group(1).matches("[0.,]+");
      return Optional.of(none ? "backlog" : mark.startsWith("100") ? "done" : "in-progress");
    }
    return Optional.ofNullable(MARKS.get(mark));
  }
}
