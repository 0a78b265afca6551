package ledger.site.chart;

import java.util.List;

/**
 * The runs that a chart shows, by their number.
 *
 * @param labels what each is called
 * @param colours of each, the same for the same place on every page
 * @param kinds of host of each
 */
public record RunNames(List<String> labels, List<Integer> colours, List<String> kinds) {
  /** Those of some of the runs. */
  RunNames only(List<Integer> kept) {
    return new RunNames(
        kept.stream().map(labels::get).toList(),
        kept.stream().map(colours::get).toList(),
        kept.stream().map(kinds::get).toList());
  }
}
