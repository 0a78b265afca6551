package ledger.site.write;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ledger.evidence.claim.Metric;
import ledger.evidence.record.RunRecord;
import ledger.evidence.record.Sample;
import ledger.evidence.verdict.ExperimentEvidence;
import ledger.evidence.verdict.RunEvidence;
import ledger.text.Numbers;
import org.jspecify.annotations.Nullable;

/** A task's raw samples as RFC 4180 lines: the newest runs, in the order taken. */
final class Csv {
  /** What a text begins with that a spreadsheet would run. */
  private static final String FORMULA = "=+-@\t\r";

  /** Signs that need no quotes around a cell. */
  private static final String PLAIN = "_.:/ =;'-";

  private Csv() {}

  static String of(List<ExperimentEvidence> experiments) {
    StringBuilder out =
        new StringBuilder(
            "experiment,run,environment,host_kind,metric,unit,arm,parameters,warmup,index,value\r\n");
    for (ExperimentEvidence experiment : experiments) {
      for (RunEvidence run : experiment.newest()) {
        RunRecord record = run.record();
        String ofRun =
            cells(
                record.experiment(),
                record.run(),
                record.environment(),
                record.inputs().hostKind());
        Map<SampleHead, String> heads = new HashMap<>();
        int index = 0;
        for (Sample sample : record.samples()) {
          String head = heads.computeIfAbsent(SampleHead.of(sample), k -> head(record, sample));
          out.append(ofRun).append(head).append(index++).append(',');
          out.append(Numbers.raw(sample.value())).append("\r\n");
        }
      }
    }
    return out.toString();
  }

  /** What the samples of one series have in common. */
  private record SampleHead(
      String metric, Map<String, String> parameters, @Nullable String arm, boolean warmup) {
    static SampleHead of(Sample sample) {
      return new SampleHead(sample.metric(), sample.parameters(), sample.arm(), sample.warmup());
    }
  }

  /** The cells between those that a run's lines have in common, and a sample's own. */
  private static String head(RunRecord record, Sample sample) {
    String arm = sample.arm();
    return cells(
        sample.metric(),
        unit(record, sample.metric()),
        arm == null ? "" : arm,
        parameters(sample),
        sample.warmup() ? "yes" : "no");
  }

  /** With a comma behind each. */
  private static String cells(String... texts) {
    StringBuilder out = new StringBuilder();
    for (String text : texts) {
      out.append(cell(text)).append(',');
    }
    return out.toString();
  }

  /** Quoted where it must be; a text that a spreadsheet would run as a formula is defused. */
  private static String cell(String text) {
    String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return isPlain(safe) ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean known = c < 128 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
      if (!known) {
        return false;
      }
    }
    return true;
  }

  private static String unit(RunRecord record, String metric) {
    return record.metrics().stream()
        .filter(m -> m.id().equals(metric))
        .map(Metric::unit)
        .findFirst()
        .orElse("");
  }

  private static String parameters(Sample sample) {
    StringBuilder out = new StringBuilder();
    new TreeMap<>(sample.parameters())
        .forEach(
            (name, value) ->
                out.append(out.isEmpty() ? "" : ";").append(name).append('=').append(value));
    return out.toString();
  }
}
