package ledger.cli.results;

import java.util.List;
import java.util.function.Consumer;
import ledger.app.results.CalibrationResult;
import ledger.evidence.compare.Calibration;
import ledger.text.DisplayWidth;
import ledger.text.Numbers;

/** Says how much equal runs differ on this host. */
final class CalibrationText {
  private CalibrationText() {}

  static void print(Consumer<String> line, List<CalibrationResult> results) {
    for (CalibrationResult result : results) {
      String name = result.task() + " " + result.experiment() + " in " + result.environment();
      line.accept("");
      if (result.kept().isEmpty()) {
        line.accept(
            "%s: noise not measured: only %s equal runs reached their end"
                .formatted(name, result.runs()));
        continue;
      }
      line.accept(
          "%s: noise measured from %s equal runs, and kept for comparisons"
              .formatted(name, result.runs()));
      Calibration kept = result.kept().get();
      for (Calibration.SeriesNoise series : kept.series()) {
        String noise = Numbers.brief(kept.band(series) * 100) + " %";
        line.accept("  " + DisplayWidth.padded(noise, 12) + "  " + series.name());
      }
    }
  }
}
