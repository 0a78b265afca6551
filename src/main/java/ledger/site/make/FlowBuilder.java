package ledger.site.make;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import ledger.document.Layout;
import ledger.document.State;
import ledger.document.Task;
import ledger.document.page.TaskPage;
import ledger.document.page.Transition;
import ledger.site.SiteInput;
import ledger.site.chart.Axes;
import ledger.site.chart.Plot;
import ledger.site.page.Figure;
import ledger.site.page.FlowPage;
import ledger.site.page.Frame;
import ledger.site.page.Html;
import ledger.site.prose.Inline;
import ledger.site.prose.Links;
import ledger.text.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * Builds the page about flow. No wall clock: the page says since when a task is in progress, and
 * its script counts the days up to the reader's own date.
 */
public final class FlowBuilder {
  /**
   * A task that was started.
   *
   * @param days how long it took; null as long as it goes on
   */
  private record StartedTask(Task task, LocalDate since, @Nullable Long days) {}

  /** From so many tasks on, their median says something. */
  private static final int FEWEST = 3;

  private final SiteInput input;
  private final Inline inline;
  private final List<State> states;
  private final Map<Task, List<Transition>> histories = new LinkedHashMap<>();
  private final TreeSet<LocalDate> dates = new TreeSet<>();
  private final List<StartedTask> open = new ArrayList<>();
  private final List<StartedTask> done = new ArrayList<>();
  private final List<FlowPage.Day> days;

  public FlowBuilder(SiteInput input, Links known) {
    this.input = input;
    this.inline = Inline.atTop(known);
    this.states = input.ledger().sections().stream().map(section -> section.state()).toList();
    for (Task task : input.ledger().tasks()) {
      TaskPage page = input.pages().get(task.id());
      if (page != null && !page.history().isEmpty()) {
        histories.put(task, page.history());
        page.history().forEach(step -> dates.add(step.date()));
      }
    }
    histories.forEach(this::sort);
    this.days = dates.stream().map(this::day).toList();
  }

  private void sort(Task task, List<Transition> history) {
    boolean closed = task.state().id().equals(Layout.DONE);
    Optional<LocalDate> start = start(history);
    if (start.isPresent() && closed) {
      LocalDate end = history.getLast().date();
      done.add(new StartedTask(task, start.get(), ChronoUnit.DAYS.between(start.get(), end)));
    } else if (start.isPresent() && !isFirst(task.state())) {
      open.add(new StartedTask(task, start.get(), null));
    }
  }

  public FlowPage page(Frame frame) {
    int without = input.ledger().tasks().size() - histories.size();
    String summary =
        Numbers.count(histories.size(), "task has", "tasks have")
            + " a history"
            + (without > 0 ? ", " + without + (without == 1 ? " has" : " have") + " none yet" : "")
            + ". "
            + cycles();
    open.sort(Comparator.comparing(StartedTask::since));
    return new FlowPage(
        frame, summary, until(), figure(days), headings(), days, items(open), items(done));
  }

  /** Of a few, a median would say more than is known. */
  private String cycles() {
    if (done.isEmpty()) {
      return "No task has gone from start to done yet.";
    }
    if (done.size() < FEWEST) {
      return done.stream()
          .map(work -> work.task.id() + " took " + took(work) + ".")
          .collect(Collectors.joining(" "));
    }
    return "From start to done it took "
        + took(median())
        + " (median of "
        + done.size()
        + " tasks).";
  }

  /** The same for programs. */
  public Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("until", dates.isEmpty() ? null : until());
    fields.put("states", headings());
    fields.put("days", days);
    fields.put("open", open.stream().map(FlowBuilder::fields).toList());
    fields.put("done", done.stream().map(FlowBuilder::fields).toList());
    return fields;
  }

  private static Map<String, Object> fields(StartedTask work) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", work.task.id().value());
    fields.put("page", path(work.task));
    fields.put("title", work.task.title());
    fields.put("state", work.task.state().id());
    fields.put("since", work.since.toString());
    if (work.days != null) {
      fields.put("days", work.days);
    }
    return fields;
  }

  private String until() {
    return dates.isEmpty() ? "" : dates.last().toString();
  }

  private List<String> headings() {
    return states.stream().map(State::heading).toList();
  }

  private boolean isFirst(State state) {
    return !states.isEmpty() && states.getFirst().equals(state);
  }

  /** When it first left the first state. */
  private Optional<LocalDate> start(List<Transition> history) {
    return history.stream()
        .filter(step -> states.isEmpty() || !step.state().equals(states.getFirst().id()))
        .map(Transition::date)
        .min(Comparator.naturalOrder());
  }

  private List<FlowPage.FlowTask> items(List<StartedTask> works) {
    return works.stream().map(this::item).toList();
  }

  private FlowPage.FlowTask item(StartedTask work) {
    return new FlowPage.FlowTask(
        path(work.task),
        work.task.id().value(),
        inline.unlinked(work.task.title()),
        work.task.state().heading(),
        work.since.toString(),
        took(work));
  }

  private static @Nullable String took(StartedTask work) {
    return work.days == null ? null : took(work.days);
  }

  private static String took(long days) {
    return days == 0 ? "less than a day" : Numbers.count(days, "day", "days");
  }

  private static String path(Task task) {
    return "tasks/" + task.id() + ".html";
  }

  /** In whole days; of two in the middle, the larger. */
  private long median() {
    List<Long> sorted =
        done.stream().map(StartedTask::days).filter(Objects::nonNull).sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private FlowPage.Day day(LocalDate date) {
    int[] counts = new int[states.size()];
    for (List<Transition> history : histories.values()) {
      history.stream()
          .filter(step -> !step.date().isAfter(date))
          .reduce((before, after) -> after)
          .ifPresent(
              step -> {
                for (int i = 0; i < counts.length; i++) {
                  counts[i] += states.get(i).id().equals(step.state()) ? 1 : 0;
                }
              });
    }
    List<Integer> all = new ArrayList<>();
    for (int count : counts) {
      all.add(count);
    }
    return new FlowPage.Day(date.toString(), all);
  }

  private @Nullable Figure figure(List<FlowPage.Day> days) {
    if (days.size() < 2) {
      return null;
    }
    List<Double> x = new ArrayList<>();
    for (LocalDate date : dates) {
      x.add((double) ChronoUnit.DAYS.between(dates.first(), date));
    }
    double end = x.getLast();
    Plot.Axis time =
        new Plot.Axis(
            "",
            false,
            List.of(0.0, end),
            List.of(dates.first().toString(), dates.last().toString()),
            List.of(-end * 0.12, end * 1.12));
    // Each line is stacked on those of the states after it, so that the top one counts all tasks.
    List<List<Double>> lines = new ArrayList<>();
    for (int state = 0; state < states.size(); state++) {
      List<Double> y = new ArrayList<>();
      for (FlowPage.Day day : days) {
        y.add((double) day.counts().subList(state, states.size()).stream().mapToInt(n -> n).sum());
      }
      lines.add(y);
    }
    int most = lines.stream().flatMap(List::stream).mapToInt(Double::intValue).max().orElse(1);
    Plot plot = new Plot(time, Axes.counts("tasks", most));
    List<Figure.LegendEntry> legend = new ArrayList<>();
    for (int state = 0; state < states.size(); state++) {
      List<Double> y = lines.get(state);
      plot.line(steps(x, 0), steps(y, 1), state, 0).points(x, y, state, 0, false);
      legend.add(
          new Figure.LegendEntry(
              "c" + (state % Plot.COLOURS + 1),
              state == 0 ? "all tasks" : states.get(state).heading() + " or further"));
    }
    String title = "Cumulative flow";
    String summary =
        "From "
            + dates.first()
            + " to "
            + dates.last()
            + ": "
            + days.getLast().counts().getLast()
            + " in "
            + states.getLast().heading()
            + " at the end";
    String svg = plot.svg(Figure.label(title, List.of(summary)), 250);
    return new Figure("flow-chart", title, new Html(svg), List.of(summary), legend);
  }

  /** Values so repeated that a line through them stays level until the next day. */
  private static List<Double> steps(List<Double> values, int later) {
    List<Double> repeated = new ArrayList<>();
    for (double value : values) {
      repeated.add(value);
      repeated.add(value);
    }
    return later == 0
        ? repeated.subList(1, repeated.size())
        : repeated.subList(0, repeated.size() - 1);
  }
}
