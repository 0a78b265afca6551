package ledger.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an answer was made from: files that were read, folders that were listed, and paths where
 * nothing was, each with its stamp from before that. As long as all of them stay as they are, so
 * does the answer.
 */
public final class Origins {
  /** For answers that nobody remembers: notes nothing. */
  public static final Origins NOT_KEPT = new Origins(false);

  private final boolean kept;
  private final Map<Path, PathStamp> stamps = new ConcurrentHashMap<>();
  private volatile boolean unknown;
  private volatile boolean variables;

  private Origins(boolean kept) {
    this.kept = kept;
  }

  /** Nothing noted yet. */
  public static Origins empty() {
    return new Origins(true);
  }

  /**
   * Notes a path, before anybody looks at it: a file's content, a folder's entries, or that nothing
   * is there.
   *
   * @return the path
   */
  public Path add(Path path) {
    if (kept) {
      stamps.computeIfAbsent(path.toAbsolutePath().normalize(), PathStamp::of);
    }
    return path;
  }

  /** Notes them all. */
  public void addAll(Collection<Path> paths) {
    paths.forEach(this::add);
  }

  /** Notes a path if a link is there: what it leads to changes without its folder. */
  void addLink(Path path) {
    if (kept && Files.isSymbolicLink(path)) {
      add(path);
    }
  }

  /** Notes that the answer depends on something that has no path, or that was not to be had. */
  public void addUnknown() {
    unknown = true;
  }

  /** Notes that any of the user's environment variables may matter. */
  public void addVariables() {
    variables = true;
  }

  /** Whether any of the user's environment variables may matter. */
  public boolean haveVariables() {
    return variables;
  }

  /** The stamps of all paths that were noted; empty if something else decides too. */
  public Optional<SortedMap<Path, PathStamp>> noted() {
    return kept && !unknown ? Optional.of(new TreeMap<>(stamps)) : Optional.empty();
  }

  /**
   * The stamps of all paths and of the folders on the way to them, for comparison at a later time.
   * Empty if they cannot vouch for the answer: something else decides too, something has changed
   * meanwhile, or was changed so shortly before that a second change might not be seen.
   *
   * @param settled what was changed after this time is too young, in nanoseconds since 1970
   */
  public Optional<SortedMap<Path, PathStamp>> vouching(long settled) {
    if (!kept || unknown) {
      return Optional.empty();
    }
    SortedMap<Path, PathStamp> all = new TreeMap<>();
    for (Map.Entry<Path, PathStamp> each : stamps.entrySet()) {
      Path path = each.getKey();
      PathStamp stamp = each.getValue();
      if (stamp.changed() >= settled || !stamp.isOf(path)) {
        return Optional.empty();
      }
      all.put(path, stamp);
    }
    for (Path path : stamps.keySet()) {
      Path way = path.getParent();
      while (way != null && !all.containsKey(way)) {
        all.put(way, PathStamp.ofWay(way));
        way = way.getParent();
      }
    }
    return Optional.of(all);
  }
}
