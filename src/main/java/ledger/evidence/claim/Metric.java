package ledger.evidence.claim;

/**
 * What is measured.
 *
 * @param unit UCUM-like: {@code ms}, {@code MiBy}, {@code GFLOP/s}, {@code 1} for a ratio
 * @param better {@code higher}, {@code lower} or {@code none}
 */
public record Metric(String id, String title, String unit, String better, boolean exact) {}
