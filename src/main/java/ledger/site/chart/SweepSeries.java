package ledger.site.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import ledger.evidence.claim.MetricSummary;

/**
 * What distinguishes one line of a sweep from the others: the parameters other than the swept one,
 * and the arm. A value of the swept one that is not a number is a part too, and so is its absence.
 */
record SweepSeries(SortedMap<String, String> parts) {
  private static final String ARM = "arm";
  private static final String ABSENT = "";

  static SweepSeries of(MetricSummary summary, String swept) {
    SortedMap<String, String> parts = parts(summary);
    if (Measured.number(parts.getOrDefault(swept, ABSENT)).isPresent()) {
      parts.remove(swept);
    } else {
      parts.putIfAbsent(swept, ABSENT);
    }
    return new SweepSeries(parts);
  }

  /** Every parameter, and the arm. */
  static SortedMap<String, String> parts(MetricSummary summary) {
    SortedMap<String, String> parts = new TreeMap<>(summary.parameters());
    String arm = summary.arm();
    if (arm != null) {
      parts.put(ARM, arm);
    }
    return parts;
  }

  /** Its name for people, without what it shares with the others; an arm by its name alone. */
  String name(Set<String> shared) {
    List<String> words = new ArrayList<>();
    parts.forEach(
        (key, value) -> {
          if (value.equals(ABSENT)) {
            if (!parts.containsKey(ARM)) {
              words.add("without " + key);
            }
          } else if (!shared.contains(key)) {
            words.add(key.equals(ARM) ? value : key + "=" + value);
          }
        });
    return String.join(", ", words);
  }

  /** What all of them have in common, by name. */
  static SortedSet<String> shared(List<SweepSeries> all) {
    Set<Map.Entry<String, String>> shared = new TreeMap<>(all.getFirst().parts()).entrySet();
    all.forEach(series -> shared.retainAll(series.parts().entrySet()));
    return shared.stream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Parts of no more than {@code most} series: by the parameter that splits them into the fewest
   * such parts, if there is one, and otherwise in the order given.
   */
  static List<List<SweepSeries>> split(List<SweepSeries> all, int most) {
    if (all.size() <= most) {
      return List.of(all);
    }
    List<List<SweepSeries>> best = List.of();
    for (String key : all.getFirst().parts().keySet()) {
      Map<String, List<SweepSeries>> groups = new LinkedHashMap<>();
      for (SweepSeries series : all) {
        groups
            .computeIfAbsent(series.parts().getOrDefault(key, ""), k -> new ArrayList<>())
            .add(series);
      }
      boolean fits = groups.values().stream().allMatch(group -> group.size() <= most);
      if (fits && (best.isEmpty() || groups.size() < best.size())) {
        best = List.copyOf(groups.values());
      }
    }
    if (best.isEmpty()) {
      best = new ArrayList<>();
      for (int from = 0; from < all.size(); from += most) {
        best.add(all.subList(from, Math.min(from + most, all.size())));
      }
    }
    return best;
  }
}
