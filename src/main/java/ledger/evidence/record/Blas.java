package ledger.evidence.record;

/**
 * The linear algebra library in use.
 *
 * @param name {@code reference}, {@code openblas}, {@code mkl}, {@code accelerate} or {@code
 *     unknown}
 * @param library the file's name without its folder
 * @param threads how many it uses; 0 if that is unknown
 */
public record Blas(String name, String library, int threads) {}
