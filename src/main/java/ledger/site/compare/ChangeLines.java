package ledger.site.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ledger.document.TaskId;
import ledger.evidence.claim.Interval;
import ledger.evidence.compare.ComparedSeries;
import ledger.evidence.compare.Difference;
import ledger.evidence.compare.MetricChange;
import ledger.site.chart.ForestMarks;
import ledger.site.page.Badge;
import ledger.site.page.SeriesName;
import ledger.text.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * Changes as lines and as drawn intervals.
 *
 * @param hrefs where each task's series are compared one by one
 */
record ChangeLines(Map<TaskId, String> hrefs) {
  private static final int MOST_SHIFTS = 24;

  /** A series and the change that it is part of. */
  private record ShiftedSeries(MetricChange change, ComparedSeries row) {}

  VersionsPage.MetricLine line(MetricChange change) {
    ComparedSeries row = change.largest();
    ShiftWords words = new ShiftWords(row);
    int more = change.series().size() - 1;
    String interval = words.interval().isEmpty() ? "" : " (" + words.interval() + ")";
    return new VersionsPage.MetricLine(
        href(change),
        change.task().value(),
        row.metric().title(),
        SeriesName.of(row.parameters(), row.arm()),
        words.first() + " → " + words.second(),
        words.shift() + interval,
        Badge.of(row),
        more == 0 ? "" : "and " + Numbers.count(more, "more series", "more series"));
  }

  private String href(MetricChange change) {
    return String.valueOf(hrefs.get(change.task()));
  }

  /** The largest shifts that have an interval; null if none has. */
  VersionsPage.@Nullable Forest forest(List<MetricChange> changes) {
    List<ShiftedSeries> shifted = new ArrayList<>();
    for (MetricChange change : changes) {
      for (ComparedSeries row : change.series()) {
        if (row.relative() && row.interval().exists()) {
          shifted.add(new ShiftedSeries(change, row));
        }
      }
    }
    shifted.sort((a, b) -> ComparedSeries.MOST_TELLING.compare(a.row, b.row));
    List<ShiftedSeries> shown = shifted.subList(0, Math.min(MOST_SHIFTS, shifted.size()));
    if (shown.isEmpty()) {
      return null;
    }
    List<Interval> intervals = shown.stream().map(one -> one.row.interval()).toList();
    ForestMarks marks = new ForestMarks(intervals);
    int left = shifted.size() - shown.size();
    return new VersionsPage.Forest(
        marks.axis(),
        shown.stream().map(one -> row(one, marks)).toList(),
        left == 0 ? "" : left + " smaller shifts are on the tasks' pages.");
  }

  private VersionsPage.ForestRow row(ShiftedSeries one, ForestMarks marks) {
    ComparedSeries row = one.row;
    ShiftWords words = new ShiftWords(row);
    String kind = direction(row.answer()) + (row.confirmed() ? "" : " open");
    return new VersionsPage.ForestRow(
        href(one.change),
        one.change.task().value(),
        row.metric().title(),
        SeriesName.of(row.parameters(), row.arm()),
        words.shift(),
        words.interval(),
        Badge.of(row),
        marks.mark(row.shift(), row.interval(), kind));
  }

  private static String direction(Difference answer) {
    return switch (answer) {
      case BETTER -> "good";
      case WORSE -> "bad";
      default -> "unsure";
    };
  }
}
