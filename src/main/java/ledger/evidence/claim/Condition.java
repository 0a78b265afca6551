package ledger.evidence.claim;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a claim or a known failure applies; an empty list or map means no condition.
 *
 * @param packages PEP 440 specifiers by the names of packages; null, which older records have,
 *     demands nothing
 */
public record Condition(
    List<String> backend, List<String> blas, Map<String, @Nullable String> packages) {
  public Condition {
    packages = Collections.unmodifiableSortedMap(new TreeMap<>(packages));
  }

  /** What is demanded of packages. */
  public SortedMap<String, String> demands() {
    SortedMap<String, String> demands = new TreeMap<>();
    packages.forEach(
        (name, wanted) -> {
          if (wanted != null) {
            demands.put(name, wanted);
          }
        });
    return demands;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Condition same
        && backend.equals(same.backend)
        && blas.equals(same.blas)
        && demands().equals(same.demands());
  }

  @Override
  public int hashCode() {
    return Objects.hash(backend, blas, demands());
  }
}
