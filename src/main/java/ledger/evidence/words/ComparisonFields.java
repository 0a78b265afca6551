package ledger.evidence.words;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import ledger.evidence.compare.ComparedSeries;
import org.jspecify.annotations.Nullable;

/** A compared series for programs, with full precision: the same names wherever it is published. */
public final class ComparisonFields {
  private ComparisonFields() {}

  /** Values by name, as docs/json.md describes them. */
  public static Map<String, @Nullable Object> of(ComparedSeries row) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("metric", row.metric().id());
    fields.put("unit", row.metric().unit());
    fields.put("better", row.metric().better());
    fields.put("parameters", row.parameters());
    fields.put("arm", row.arm());
    fields.put("first", row.first());
    fields.put("second", row.second());
    fields.put("first-runs", row.firstRuns());
    fields.put("second-runs", row.secondRuns());
    fields.put("relative", row.relative());
    fields.put("shift", finite(row.shift()));
    fields.put("low", finite(row.interval().low()));
    fields.put("high", finite(row.interval().high()));
    fields.put("p", finite(row.p()));
    fields.put("p-runs", finite(row.pRuns()));
    fields.put("noise", finite(row.noise()));
    fields.put("noise-freedom", row.metric().exact() ? null : row.freedom());
    fields.put("answer", row.answer().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    fields.put("confirmed", row.confirmed());
    fields.put("reason", ComparisonWords.of(row.reason()));
    return fields;
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
