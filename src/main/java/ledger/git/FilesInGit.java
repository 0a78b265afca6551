package ledger.git;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What git knows about some files: whether they are tracked, ignored, and as committed. */
public final class FilesInGit {
  /** A command line has a limited length. */
  private static final int AT_ONCE = 500;

  private final Checkout checkout;

  public FilesInGit(Checkout checkout) {
    this.checkout = checkout;
  }

  /** The commit that is checked out; empty before the first one. */
  public Optional<String> commit() throws IOException {
    return checkout.headCommit();
  }

  /**
   * When the newest commit was made that changed a file; empty if there is none.
   *
   * @throws IOException with git's own words if it cannot say, or there is no git
   */
  public Optional<Instant> committed(Path file) throws IOException {
    if (checkout.headCommit().isEmpty()) {
      return Optional.empty();
    }
    return asked(named(List.of(file)), "log", "-1", "--format=%at").stream()
        .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds.strip())))
        .findFirst();
  }

  /**
   * When commits were made; one that this repository does not have is left out.
   *
   * @throws IOException with git's own words if it cannot say, or there is no git
   */
  public Map<String, Instant> made(Collection<String> commits) throws IOException {
    Map<String, Instant> made = new TreeMap<>();
    for (String commit : commits) {
      if (checkout.object(commit).isPresent()) {
        String out = checkout.git().run("show", "-s", "--format=%at", commit).orFail("git show");
        made.put(commit, Instant.ofEpochSecond(Long.parseLong(out.strip())));
      }
    }
    return made;
  }

  /**
   * Files below a folder that the commit has, or the one before it, and the work tree has not.
   *
   * @return by git's names
   * @throws IOException with git's own words if it cannot say, or there is no git
   */
  public Set<String> removed(Path folder) throws IOException {
    Set<String> removed = new TreeSet<>();
    if (checkout.headCommit().isPresent()) {
      for (String commit :
          checkout.object("HEAD^").isPresent() ? List.of("HEAD", "HEAD^") : List.of("HEAD")) {
        removed.addAll(
            asked(
                named(List.of(folder)),
                "-c",
                "diff.autoRefreshIndex=false", // nobody asked for another index
                "diff",
                "-z",
                "--name-only",
                "--no-renames",
                "--diff-filter=D",
                commit));
      }
    }
    return removed;
  }

  /**
   * Those that are staged or committed, or are folders of such files.
   *
   * @throws IOException with git's own words if it cannot say, or there is no git
   */
  public Set<Path> tracked(Collection<Path> files) throws IOException {
    Map<String, Path> named = named(files);
    Set<Path> tracked = new HashSet<>();
    for (String found : asked(named, "ls-files", "-z")) {
      for (String name = found; !name.isEmpty(); name = folder(name)) {
        Path file = named.get(name);
        if (file != null) {
          tracked.add(file);
        }
      }
    }
    return tracked;
  }

  /**
   * Those that git is told to ignore and does not track.
   *
   * @throws IOException with git's own words if it cannot say, or there is no git
   */
  public Set<Path> ignored(Collection<Path> files) throws IOException {
    Map<String, Path> named = named(files);
    Set<String> found = new HashSet<>();
    for (String name :
        asked(
            named,
            "ls-files",
            "-z",
            "--others",
            "--ignored",
            "--exclude-standard",
            "--directory")) {
      found.add(name.endsWith("/") ? name.substring(0, name.length() - 1) : name);
    }
    Set<Path> ignored = new HashSet<>();
    named.forEach(
        (name, file) -> {
          for (String each = name; !each.isEmpty(); each = folder(each)) {
            if (found.contains(each)) {
              ignored.add(file);
            }
          }
        });
    return ignored;
  }

  /**
   * Those that are in the commit as they are in the work tree, apart from what filters do.
   *
   * @throws IOException with git's own words if it cannot say, or there is no git
   */
  public Set<Path> unchanged(Collection<Path> files) throws IOException {
    Map<String, Path> named = named(files);
    Set<Path> unchanged = new HashSet<>();
    asked(named, "ls-files", "-z").stream()
        .filter(named::containsKey)
        .map(named::get)
        .forEach(unchanged::add);
    for (String line :
        asked(
            named,
            "-c",
            "core.fsmonitor=false",
            "status",
            "-z",
            "--porcelain",
            "--no-renames",
            "--untracked-files=all")) {
      if (line.length() > 3) { // two letters, a space, and the name
        unchanged.remove(named.get(line.substring(3)));
      }
    }
    return unchanged;
  }

  /** By git's name of each; those outside the work tree are left out. */
  private Map<String, Path> named(Collection<Path> files) throws IOException {
    Map<String, Path> named = new TreeMap<>();
    for (Path file : files) {
      checkout.inRepository(file).ifPresent(name -> named.put(name, file));
    }
    return named;
  }

  private static String folder(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }

  private List<String> asked(Map<String, Path> about, String... question) throws IOException {
    List<String> names = List.copyOf(about.keySet());
    List<String> answers = new ArrayList<>();
    for (int from = 0; from < names.size(); from += AT_ONCE) {
      List<String> words = new ArrayList<>(List.of("--literal-pathspecs"));
      words.addAll(List.of(question));
      words.add("--");
      words.addAll(names.subList(from, Math.min(names.size(), from + AT_ONCE)));
      String out = checkout.git().run(words.toArray(String[]::new)).orFail("git " + question[0]);
      for (String each : out.split("\0", -1)) {
        if (!each.isEmpty()) {
          answers.add(each);
        }
      }
    }
    return answers;
  }
}
