package ledger.evidence.record;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run was seen to use. Paths are relative to the workspace, with forward slashes; what is
 * above it in the same git work tree begins with {@code ../}.
 *
 * @param files what was there of each: the digest of a file that was loaded, opened or declared;
 *     {@link #LISTED} for one whose name was listed and whose content was not read; {@link #ABSENT}
 *     for one that the run tried to open in vain
 * @param lookups by folder on the module search path, the names of modules that were looked for
 *     there: a new file of such a name would be loaded instead
 * @param listings the folders that were listed, each as a pattern of what counts
 * @param variables those of the user's variables that the run was given on request
 * @param declared what the experiment's header says of inputs
 */
public record Observed(
    SortedMap<String, String> files,
    SortedMap<String, List<String>> lookups,
    List<String> listings,
    SortedMap<String, String> variables,
    Declared declared) {
  /** In place of a digest: the name was listed, the content was not read. */
  public static final String LISTED = "listed";

  /** In place of a digest: it was not there. */
  public static final String ABSENT = "absent";

  public Observed {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    lookups = Collections.unmodifiableSortedMap(new TreeMap<>(lookups));
    listings = List.copyOf(listings);
    variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
  }

  /**
   * What a header adds to what is observed, and takes away from it.
   *
   * @param inputs patterns of files that count although nobody sees them being read
   * @param ignore patterns of files that do not count
   */
  public record Declared(List<String> inputs, List<String> ignore) {
    /** Nothing is declared. */
    public static final Declared NOTHING = new Declared(List.of(), List.of());

    public Declared {
      inputs = List.copyOf(inputs);
      ignore = List.copyOf(ignore);
    }
  }
}
