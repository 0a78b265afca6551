package ledger.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Environments against each other, metric by metric. */
record ComparePage(Frame frame, List<Part> parts) {
  /**
   * @param labels the runs, the one that the others are held against first
   */
  record Part(
      String key, String href, String id, String title, List<String> labels, List<Row> rows) {}

  record Row(String metric, String key, List<@Nullable Value> values) {}

  /**
   * @param ratio to the first run's median; empty for the first run itself
   */
  record Value(String median, String interval, String ratio) {}
}
