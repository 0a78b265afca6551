package ledger.site.make;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.Section;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.evidence.verdict.Status;
import ledger.site.learned.Findings;
import ledger.site.learned.HostsAwaited;
import ledger.site.page.AboutPage;
import ledger.site.page.Badge;
import ledger.site.page.BoardPage;
import ledger.site.page.Fact;
import ledger.site.page.Frame;
import ledger.site.page.Html;
import ledger.site.page.RunPlace;
import ledger.site.prose.Inline;
import ledger.site.prose.Links;
import ledger.text.Numbers;
import org.jspecify.annotations.Nullable;

/** Builds the start page and the page about verdicts. */
public final class BoardBuilder {
  private static final Set<String> OWN_PLACE =
      Stream.of(Columns.ID, Columns.TITLE, Columns.DESCRIPTION, Columns.NOTES, Columns.OUTCOME)
          .map(name -> name.toLowerCase(Locale.ROOT))
          .collect(Collectors.toSet());

  private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");

  private final Ledger ledger;
  private final Map<TaskId, TaskFacts> facts;
  private final Inline inline;
  private final List<String> environments;

  /**
   * @param facts of every task of the ledger
   * @param environments names of those that experiments can run in
   */
  public BoardBuilder(
      Ledger ledger, Links known, Map<TaskId, TaskFacts> facts, List<String> environments) {
    this.ledger = ledger;
    this.environments = environments;
    this.facts = facts;
    this.inline = Inline.atTop(known);
  }

  public BoardPage board(Frame frame) {
    List<BoardPage.BoardColumn> columns = ledger.sections().stream().map(this::column).toList();
    List<TaskFacts> all =
        ledger.tasks().stream()
            .map(task -> facts.get(task.id()))
            .map(Objects::requireNonNull)
            .toList();
    SortedMap<Status, Integer> counts = new TreeMap<>();
    facts.values().forEach(own -> counts.merge(own.status(), 1, Integer::sum));
    Map<String, Integer> words = new LinkedHashMap<>();
    counts
        .keySet()
        .forEach(
            status ->
                all.stream()
                    .filter(own -> own.status() == status)
                    .map(own -> badge(status, own.waits()).word())
                    .sorted()
                    .forEach(word -> words.merge(word, 1, Integer::sum)));
    return new BoardPage(
        frame,
        summary(words),
        measured(),
        Findings.top(all.stream().flatMap(own -> own.findings().stream()).toList()),
        HostsAwaited.hosts(
            all.stream().filter(own -> !own.waits().isEmpty()).map(this::waiter).toList(),
            frame.command(),
            environments),
        ResultsBuilder.environments(all.stream().flatMap(own -> own.results().stream()).toList()),
        columns,
        counts.keySet().stream().map(BoardBuilder::meaning).toList());
  }

  private HostsAwaited.Waiter waiter(TaskFacts own) {
    Task task = own.task();
    return new HostsAwaited.Waiter(
        task.id().value(),
        "tasks/" + task.id() + ".html",
        inline.unlinked(task.title()),
        own.waits());
  }

  public static AboutPage about(Frame frame) {
    return new AboutPage(frame, Stream.of(Status.values()).map(BoardBuilder::meaning).toList());
  }

  private static BoardPage.VerdictMeaning meaning(Status status) {
    return new BoardPage.VerdictMeaning(Badge.of(status), Badge.meaning(status));
  }

  private String summary(Map<String, Integer> words) {
    List<String> parts = new ArrayList<>();
    words.forEach(
        (word, count) ->
            parts.add(
                word.startsWith(Badge.WAITS)
                    ? count
                        + (count == 1 ? " waits for" : " wait for")
                        + word.substring(Badge.WAITS.length())
                    : count + " " + word.toLowerCase(Locale.ROOT)));
    return Numbers.count(ledger.tasks().size(), "task", "tasks")
        + (parts.isEmpty() ? "." : ": " + String.join(", ", parts) + ".");
  }

  private BoardPage.BoardColumn column(Section section) {
    List<Task> tasks = section.tasks();
    boolean done = section.state().id().equals(Layout.DONE);
    return new BoardPage.BoardColumn(
        section.state().id(),
        section.state().heading(),
        Numbers.count(tasks.size(), "task", "tasks"),
        done ? byMonth(tasks) : List.of(group("", false, tasks)));
  }

  /** The newest month first, as far as it is known; only that one is open. */
  private List<BoardPage.BoardGroup> byMonth(List<Task> tasks) {
    SortedMap<String, List<Task>> months = new TreeMap<>(Comparator.reverseOrder());
    for (Task task : tasks) {
      String date = task.text(Columns.COMPLETED);
      String month = MONTH.matcher(date).lookingAt() ? date.substring(0, 7) : "";
      months.computeIfAbsent(month, k -> new ArrayList<>()).add(task);
    }
    if (months.size() < 2) {
      return List.of(group("", false, tasks));
    }
    List<BoardPage.BoardGroup> groups = new ArrayList<>();
    months.forEach(
        (month, own) ->
            groups.add(group(month.isEmpty() ? "Earlier" : month, !groups.isEmpty(), own)));
    return groups;
  }

  private BoardPage.BoardGroup group(String heading, boolean folded, List<Task> tasks) {
    return new BoardPage.BoardGroup(
        heading,
        Numbers.count(tasks.size(), "task", "tasks"),
        folded,
        tasks.stream().map(this::row).toList());
  }

  private BoardPage.BoardRow row(Task task) {
    TaskFacts own = Objects.requireNonNull(facts.get(task.id()));
    List<Fact> shown = new ArrayList<>();
    task.values()
        .forEach(
            (name, value) -> {
              if (!value.isBlank() && !OWN_PLACE.contains(name.toLowerCase(Locale.ROOT))) {
                shown.add(new Fact(name, inline.html(value)));
              }
            });
    boolean done = task.state().id().equals(Layout.DONE);
    String outcome = task.text(Columns.OUTCOME);
    Badge badge = badge(own.status(), own.waits());
    return new BoardPage.BoardRow(
        task.id().value(),
        "tasks/" + task.id() + ".html",
        inline.unlinked(task.title()),
        inline.html(task.text(Columns.DESCRIPTION)),
        shown,
        FILTERS.stream().map(filter -> filter.value(task, badge)).toList(),
        outcome(done, outcome, own),
        done ? null : own.since(),
        own.waits().isEmpty() ? null : HostsAwaited.brief(own.waits().getFirst().backend()),
        badge,
        own.reason(),
        own.log(),
        own.refuted(),
        own.headline(),
        own.sentence());
  }

  /** What the row says came of it, where no measurement says it better. */
  private @Nullable Html outcome(boolean done, String outcome, TaskFacts own) {
    boolean measured = own.headline() != null || own.sentence() != null;
    return !done || (measured && !outcome.isBlank())
        ? null
        : outcome.isBlank() ? Html.text("No outcome recorded.") : inline.html(outcome);
  }

  /** What nobody could measure yet is not what does not apply. */
  static Badge badge(Status status, List<HostsAwaited.Wait> waits) {
    return status == Status.NOT_APPLICABLE && !waits.isEmpty()
        ? Badge.waits(HostsAwaited.brief(waits.getFirst().backend()))
        : Badge.of(status);
  }

  /** What cards can be filtered by, beside their text. */
  private record CardFilter(String name, BiFunction<Task, Badge, String> of) {
    BoardPage.FilterValue value(Task task, Badge badge) {
      return new BoardPage.FilterValue(name, of.apply(task, badge).strip());
    }
  }

  private static final List<CardFilter> FILTERS =
      List.of(
          new CardFilter("owner", (task, badge) -> task.text(Columns.OWNER)),
          new CardFilter("state", (task, badge) -> task.state().heading()),
          new CardFilter("verdict", (task, badge) -> badge.word()),
          new CardFilter("milestone", (task, badge) -> task.text(Columns.MILESTONE)),
          new CardFilter("tag", (task, badge) -> String.join(",", task.tags())));

  /** On which hosts it was measured, and when last. */
  private String measured() {
    SortedMap<String, SortedSet<String>> byKind = new TreeMap<>();
    String newest = "";
    for (TaskFacts own : facts.values()) {
      for (ResultsBuilder.ExperimentRuns runs : own.results()) {
        for (Map.Entry<RunPlace, ResultsBuilder.RunBrief> run : runs.runs().entrySet()) {
          byKind
              .computeIfAbsent(run.getKey().kind(), k -> new TreeSet<>())
              .add(run.getKey().environment());
          newest = newest.compareTo(run.getValue().date()) < 0 ? run.getValue().date() : newest;
        }
      }
    }
    if (byKind.isEmpty()) {
      return "";
    }
    String hosts =
        byKind.entrySet().stream()
            .map(kind -> kind.getKey() + " (" + String.join(", ", kind.getValue()) + ")")
            .collect(Collectors.joining("; "));
    return "Measured on " + hosts + ". Newest run: " + newest + ".";
  }
}
