package ledger.evidence.record;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The host as the script saw it.
 *
 * @param os such as {@code Linux} or {@code Darwin}
 * @param arch such as {@code x86_64} or {@code arm64}
 * @param backend {@code cpu}, {@code cuda} or {@code metal}; {@code unknown} if the run died before
 *     it reported this
 * @param memoryBytes physical memory, in bytes
 * @param packages installed distributions that matter, and their versions
 * @param variables environment variables that change results, such as thread settings
 * @param loadBefore load averages over 1, 5 and 15 minutes; empty if the system has none
 * @param loadAfter the same at the end
 */
public record Host(
    String python,
    String implementation,
    String os,
    String osVersion,
    String arch,
    String cpu,
    int cores,
    long memoryBytes,
    SortedMap<String, String> packages,
    String backend,
    List<String> devices,
    Blas blas,
    SortedMap<String, String> variables,
    List<Double> loadBefore,
    List<Double> loadAfter) {
  /** The version of a package, however its name is spelled; empty if it is not installed. */
  public Optional<String> version(String name) {
    String wanted = normal(name);
    return packages.entrySet().stream()
        .filter(each -> normal(each.getKey()).equals(wanted))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** The versions of those of some packages that are installed, by the names as they are given. */
  public SortedMap<String, String> versions(List<String> names) {
    SortedMap<String, String> versions = new TreeMap<>();
    names.forEach(name -> version(name).ifPresent(found -> versions.put(name, found)));
    return versions;
  }

  /** As package indexes compare names. */
  private static String normal(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
  }
}
