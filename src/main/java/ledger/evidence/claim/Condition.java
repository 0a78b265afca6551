package ledger.evidence.claim;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a claim or a known failure applies; an empty list or null means no condition.
 *
 * @param mlx a PEP 440 specifier
 */
public record Condition(List<String> backend, List<String> blas, @Nullable String mlx) {}
