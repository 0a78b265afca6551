package ledger.evidence;

import java.util.List;

/**
 * How much equal runs differ on one host.
 *
 * @param fraction of the value: the largest distance between the medians of two equal runs; half as
 *     much again where they are fewer than six, which show little of how far they can differ
 * @param runs how many equal runs it was measured on; 0 where it is assumed
 */
public record NoiseFloor(double fraction, int runs) {
  /** With fewer equal runs their distances say too little. */
  public static final int FEWEST = 3;

  private static final int MANY = 6;
  private static final double MARGIN = 1.5;

  /** Taken where the host's own floor was not measured. */
  static final NoiseFloor ASSUMED = new NoiseFloor(0.10, 0);

  public boolean measured() {
    return runs > 0;
  }

  /**
   * The floor of one series; the assumed one if the runs are too few.
   *
   * @param medians of the series, one an equal run that has it
   */
  static NoiseFloor of(List<Double> medians) {
    if (medians.size() < FEWEST || medians.stream().anyMatch(median -> !(median > 0))) {
      return ASSUMED;
    }
    double least = medians.stream().min(Double::compare).orElseThrow();
    double most = medians.stream().max(Double::compare).orElseThrow();
    double margin = medians.size() < MANY ? MARGIN : 1;
    return new NoiseFloor((most / least - 1) * margin, medians.size());
  }

  /** Both sides' noise stands between them. */
  NoiseFloor or(NoiseFloor other) {
    if (measured() != other.measured()) {
      return measured() ? this : other;
    }
    return fraction >= other.fraction ? this : other;
  }
}
