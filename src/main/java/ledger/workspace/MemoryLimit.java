package ledger.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How much memory may be held.
 *
 * @param share of the host's, from 0 to 1; 0 if it is an amount
 * @param bytes the amount; 0 if it is a share; both 0 for no limit
 */
public record MemoryLimit(double share, long bytes) {
  /** Leaves the host enough to write a record. */
  static final MemoryLimit DEFAULT = new MemoryLimit(0.9, 0);

  /** Of Linux, whose experiments alone have a limit. */
  private static final Path TOTAL = Path.of("/proc/meminfo");

  private static final Pattern FORM =
      Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?(%|[KMGT]iB)", Pattern.CASE_INSENSITIVE);

  /** Reads {@code 75%}, {@code 8 GiB} and the like, and {@code none}; empty for anything else. */
  static Optional<MemoryLimit> parse(String text) {
    if (text.equals("none")) {
      return Optional.of(new MemoryLimit(0, 0));
    }
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    double number = Double.parseDouble(form.group(1));
    String unit = form.group(2).toUpperCase(Locale.ROOT);
    MemoryLimit limit =
        unit.equals("%")
            ? new MemoryLimit(number / 100, 0)
            : new MemoryLimit(0, (long) (number * (1L << (10 * ("KMGT".indexOf(unit.charAt(0)) + 1)))));
    boolean fits = limit.share <= 1 && (limit.share > 0 || limit.bytes > 0);
    return fits ? Optional.of(limit) : Optional.empty();
  }

  /** The limit in bytes; zero for none, and for a share of what the system does not tell. */
  public long onThisHost() throws IOException {
    if (!Files.isReadable(TOTAL)) {
      return of(0);
    }
    try (Stream<String> lines = Files.lines(TOTAL)) {
      return of(
          lines
              .filter(line -> line.startsWith("MemTotal:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
              .findFirst()
              .orElse(0));
    }
  }

  /**
   * The limit in bytes; zero for none.
   *
   * @param total the host's memory in bytes
   */
  long of(long total) {
    return share > 0 ? (long) (share * total) : bytes;
  }
}
