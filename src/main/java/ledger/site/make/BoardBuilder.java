package ledger.site.make;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.Section;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.evidence.claim.MetricSummary;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.Status;
import ledger.evidence.verdict.TaskEvidence;
import ledger.site.page.AboutPage;
import ledger.site.page.Badge;
import ledger.site.page.BoardPage;
import ledger.site.page.Fact;
import ledger.site.page.Frame;
import ledger.site.page.Html;
import ledger.site.page.MeasuredValue;
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

  private final Ledger ledger;
  private final Map<TaskId, TaskFacts> facts;
  private final Inline inline;

  /**
   * @param facts of every task of the ledger
   */
  public BoardBuilder(Ledger ledger, Links known, Map<TaskId, TaskFacts> facts) {
    this.ledger = ledger;
    this.facts = facts;
    this.inline = Inline.atTop(known);
  }

  public BoardPage board(Frame frame) {
    Map<Status, Integer> counts = new EnumMap<>(Status.class);
    facts.values().forEach(own -> counts.merge(own.status(), 1, Integer::sum));
    return new BoardPage(
        frame,
        summary(counts),
        ledger.sections().stream().map(this::column).toList(),
        counts.keySet().stream().map(BoardBuilder::meaning).toList());
  }

  public static AboutPage about(Frame frame) {
    return new AboutPage(frame, Stream.of(Status.values()).map(BoardBuilder::meaning).toList());
  }

  private static BoardPage.VerdictMeaning meaning(Status status) {
    return new BoardPage.VerdictMeaning(Badge.of(status), Badge.meaning(status));
  }

  private String summary(Map<Status, Integer> counts) {
    int all = ledger.tasks().size();
    List<String> parts = new ArrayList<>();
    counts.forEach(
        (status, count) ->
            parts.add(count + " " + Badge.of(status).word().toLowerCase(Locale.ROOT)));
    return Numbers.count(all, "task", "tasks")
        + (parts.isEmpty() ? "." : ": " + String.join(", ", parts) + ".");
  }

  private BoardPage.BoardColumn column(Section section) {
    List<BoardPage.BoardRow> rows = section.tasks().stream().map(this::row).toList();
    return new BoardPage.BoardColumn(
        section.state().id(),
        section.state().heading(),
        Numbers.count(rows.size(), "task", "tasks"),
        rows);
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
    return new BoardPage.BoardRow(
        task.id().value(),
        "tasks/" + task.id() + ".html",
        inline.unlinked(task.title()),
        inline.html(task.text(Columns.DESCRIPTION)),
        shown,
        outcome.isBlank()
            ? (done ? Html.text("No outcome recorded.") : null)
            : inline.html(outcome),
        Badge.of(own.status()),
        own.reason(),
        own.log(),
        own.refuted(),
        own.headline());
  }

  /** The number that the experiment itself calls its headline, from the default environment. */
  static @Nullable String headline(TaskEvidence evidence) {
    for (ExperimentEvidence experiment : evidence.experiments()) {
      if (experiment.newest().isEmpty()) {
        continue;
      }
      var headline = experiment.newest().getFirst().headline();
      if (headline.isPresent()) {
        MetricSummary summary = headline.get();
        return summary.metric().title() + ": " + MeasuredValue.of(summary).text();
      }
    }
    return null;
  }
}
