package ledger.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import ledger.document.Columns;
import ledger.document.Ledger;
import ledger.document.Mentions;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.page.TaskPage;
import ledger.document.work.Dependencies;
import ledger.text.Problem;
import ledger.text.Problem.Severity;
import ledger.text.SourceText;
import ledger.text.Span;
import org.jspecify.annotations.Nullable;

/** Checks what the ledger and the pages say about each other. */
final class References {
  private static final Pattern LINK =
      Pattern.compile("\\]\\((?:\\./)?tasks/(" + TaskId.PATTERN + ")\\.md[)#]");

  private static final int MOST = 1_000;

  private final Ledger ledger;
  private final Surroundings around;
  private final Set<TaskId> known = new HashSet<>();
  private final Set<TaskId> unknownDependencies = new HashSet<>();
  private final Set<String> prefixes;
  private final List<Problem> problems = new ArrayList<>();

  private References(Ledger ledger, Surroundings around) {
    this.ledger = ledger;
    this.around = around;
    ledger.tasks().forEach(task -> known.add(task.id()));
    known.addAll(around.archived());
    this.prefixes = ledger.tasks().stream().map(t -> t.id().prefix()).collect(Collectors.toSet());
  }

  static List<Problem> of(Ledger ledger, Surroundings around) {
    References references = new References(ledger, around);
    references.links();
    references.archived();
    references.dependencies();
    references.unknown(ledger.source(), 0);
    for (Map.Entry<TaskId, TaskPage> page : around.pages().entrySet()) {
      if (references.known.contains(page.getKey())) {
        references.unknown(page.getValue().source(), page.getValue().body().start());
      } else {
        references.orphan(page.getKey(), page.getValue());
      }
    }
    return references.problems;
  }

  private void links() {
    SourceText source = ledger.source();
    Matcher link = LINK.matcher(source.content());
    while (link.find()) {
      TaskId id = new TaskId(link.group(1));
      if (!around.pages().containsKey(id)) {
        report(
            Rule.MISSING_PAGE,
            source,
            new Span(link.start(1), link.end(1)),
            "there is no page tasks/" + id + ".md",
            "write the page, or remove the link");
      }
    }
  }

  private void archived() {
    for (Task task : ledger.tasks()) {
      if (around.removed().contains(task.id())) {
        report(
            Rule.ARCHIVED_TOO,
            ledger.source(),
            task.cells().get(task.indexOf(Columns.ID)).content(),
            task.id() + " also has a row in the archive",
            "delete that row if the task continues, or this one if it does not");
      }
    }
  }

  private void dependencies() {
    Dependencies all = Dependencies.of(ledger);
    for (Task task : ledger.tasks()) {
      for (TaskId id : all.of(task.id())) {
        if (!known.contains(id)) {
          unknownDependencies.add(id);
          report(
              Rule.UNKNOWN_DEPENDENCY,
              ledger.source(),
              task.cells().get(task.indexOf(Columns.DEPENDS)).content(),
              task.id() + " depends on " + id + ", and no task has that ID",
              null);
        }
      }
    }
  }

  /** Reports each unknown ID once per text, and not more than anybody reads. */
  private void unknown(SourceText source, int from) {
    Set<TaskId> reported = new HashSet<>(unknownDependencies);
    for (Mentions.Mention mention : Mentions.all(source.content(), ledger.layout().ids())) {
      TaskId id = mention.id();
      if (mention.span().start() >= from
          && !known.contains(id)
          && prefixes.contains(id.prefix())
          && reported.size() < MOST
          && reported.add(id)) {
        report(Rule.UNKNOWN_REFERENCE, source, mention.span(), "no task has the ID " + id, null);
      }
    }
  }

  private void orphan(TaskId id, TaskPage page) {
    String help = "add the row again, or delete the page";
    report(
        Rule.PAGE_WITHOUT_ROW,
        page.source(),
        page.source().line(0),
        id + " has a page, but no row in the ledger or the archive",
        help);
  }

  private void report(
      Rule rule, SourceText source, Span span, String message, @Nullable String help) {
    Severity severity = rule.severity();
    problems.add(new Problem(rule.id(), severity, source.place(span), message, help));
  }
}
