package ledger.site.page;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import ledger.evidence.claim.MetricSummary;
import org.jspecify.annotations.Nullable;

/** How a series of a metric is named: sorted {@code name=value} pairs, the arm among them. */
public final class SeriesName {
  private SeriesName() {}

  public static String of(MetricSummary summary) {
    return of(summary.parameters(), summary.arm());
  }

  public static String of(SortedMap<String, String> parameters, @Nullable String arm) {
    SortedMap<String, String> all = new TreeMap<>(parameters);
    if (arm != null) {
      all.put("arm", arm);
    }
    List<String> pairs = new ArrayList<>();
    all.forEach((name, value) -> pairs.add(name + "=" + value));
    return String.join(", ", pairs);
  }
}
