package ledger.experiment.run;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import ledger.evidence.record.Host;
import ledger.experiment.environment.Requirements;

/**
 * A package of which a run had another version than an environment's lock file asks for.
 *
 * @param asked any of them would do
 */
public record OtherVersion(String name, String ran, List<String> asked) {
  private static final int SHOWN = 3;

  /**
   * All of a host.
   *
   * @param locked versions by the names of packages
   */
  static List<OtherVersion> of(Host host, SortedMap<String, List<String>> locked) {
    return locked.entrySet().stream()
        .flatMap(
            each ->
                host
                    .version(each.getKey())
                    .filter(
                        ran ->
                            each.getValue().stream()
                                .noneMatch(asked -> Requirements.isSameVersion(asked, ran)))
                    .map(ran -> new OtherVersion(each.getKey(), ran, each.getValue()))
                    .stream())
        .toList();
  }

  /** The first ones, such as {@code it ran numpy 2.3.1 instead of 2.4.1}. */
  public static String words(List<OtherVersion> others) {
    return others.stream()
            .limit(SHOWN)
            .map(
                each ->
                    each.name + " " + each.ran + " instead of " + String.join(" or ", each.asked))
            .collect(Collectors.joining(", ", "it ran ", ""))
        + (others.size() > SHOWN ? " and " + (others.size() - SHOWN) + " more" : "");
  }
}
