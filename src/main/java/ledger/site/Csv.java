package ledger.site;

import java.util.List;
import java.util.TreeMap;
import ledger.evidence.ExperimentEvidence;
import ledger.evidence.Metric;
import ledger.evidence.RunEvidence;
import ledger.evidence.RunRecord;
import ledger.evidence.Sample;

/** A task's raw samples as RFC 4180 lines: the newest runs, in the order taken. */
final class Csv {
  private Csv() {}

  static String of(List<ExperimentEvidence> experiments) {
    StringBuilder out =
        new StringBuilder(
            "experiment,run,environment,host_kind,metric,unit,arm,parameters,warmup,index,value\r\n");
    for (ExperimentEvidence experiment : experiments) {
      for (RunEvidence run : experiment.newest()) {
        RunRecord record = run.record();
        int index = 0;
        for (Sample sample : record.samples()) {
          String arm = sample.arm();
          line(
              out,
              List.of(
                  record.experiment(),
                  record.run(),
                  record.environment(),
                  record.inputs().hostKind(),
                  sample.metric(),
                  unit(record, sample.metric()),
                  arm == null ? "" : arm,
                  parameters(sample),
                  sample.warmup() ? "yes" : "no"),
              index++,
              sample.value());
        }
      }
    }
    return out.toString();
  }

  private static void line(StringBuilder out, List<String> texts, int index, double value) {
    texts.forEach(text -> out.append(cell(text)).append(','));
    out.append(index).append(',').append(Numbers.exact(value)).append("\r\n");
  }

  /** Quoted where it must be; a text that a spreadsheet would run as a formula is defused. */
  private static String cell(String text) {
    String safe = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
    return safe.matches("[A-Za-z0-9_.:/ =;'-]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
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
