package ledger.site.chart;

import java.util.List;
import java.util.stream.IntStream;
import ledger.evidence.claim.Claim;
import ledger.evidence.verdict.RunEvidence;

/**
 * What an experiment's charts are drawn from.
 *
 * @param key prefix of the IDs of its part of the page
 * @param runs the newest ones, the default environment's first
 */
public record ChartedExperiment(
    String key, List<RunEvidence> runs, RunNames names, List<Claim> claims) {
  public ChartedExperiment {
    runs = List.copyOf(runs);
    claims = List.copyOf(claims);
  }

  /** The same with the runs of one environment. */
  ChartedExperiment in(String environment) {
    List<Integer> kept =
        IntStream.range(0, runs.size())
            .filter(i -> runs.get(i).record().environment().equals(environment))
            .boxed()
            .toList();
    return new ChartedExperiment(
        key, kept.stream().map(runs::get).toList(), names.only(kept), claims);
  }

  public List<Charts.Group> groups() {
    return new Charts(key, names, claims).of(Measured.of(runs));
  }

  /** The ID of what a page has of a metric; every metric has its own. */
  public static String anchor(String key, String metric) {
    StringBuilder id = new StringBuilder(key).append("-m-");
    metric
        .codePoints()
        .forEach(
            c -> {
              if (c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-')) {
                id.appendCodePoint(c);
              } else {
                id.append('~').append(Integer.toHexString(c)).append('~');
              }
            });
    return id.toString();
  }
}
