package ledger.evidence.judge;

import java.util.List;

/**
 * What Done requires.
 *
 * @param environments in which every experiment must hold, the deciding one first; never empty
 * @param hosts kinds of host on which every experiment must have run, such as {@code
 *     macos-arm64-metal}: its newest run there then counts with the others; empty for none
 */
public record DonePolicy(List<String> environments, List<String> hosts) {
  /** One environment decides, on any kind of host. */
  public static DonePolicy of(String environment) {
    return new DonePolicy(List.of(environment), List.of());
  }

  String deciding() {
    return environments.getFirst();
  }
}
