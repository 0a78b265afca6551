package ledger.git.history;

import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ledger.git.Checkout;
import ledger.git.GitObject;
import ledger.git.GitProgram;
import ledger.git.history.History.Revision;
import org.eclipse.jgit.lib.Constants;
import org.jspecify.annotations.Nullable;

/** Commits as the git program reads them, for kinds of repositories that JGit does not know. */
final class GitCommits implements Commits {
  private static final int NO = 1;

  private final Checkout checkout;

  /** {@link #id} has read it already. */
  private @Nullable GitObject last;

  GitCommits(Checkout checkout) {
    this.checkout = checkout;
  }

  @Override
  public Optional<String> commit(String revision) throws IOException {
    if (revision.startsWith("-")) {
      return Optional.empty();
    }
    GitProgram.Output answer =
        checkout.git().run("rev-parse", "--verify", "--quiet", revision + "^{commit}");
    if (answer.exit() == 0) {
      return Optional.of(answer.out().strip());
    }
    lines("rev-parse", "--git-dir"); // fails if git does not read this repository at all
    return Optional.empty();
  }

  @Override
  public List<String> parents(String commit) throws IOException {
    return lines("rev-parse", commit + "^@");
  }

  @Override
  public List<String> mergeBases(String one, String other) throws IOException {
    return lines("merge-base", "--all", one, other);
  }

  @Override
  public Optional<String> at(Instant time) throws IOException {
    return commit(Constants.HEAD).isEmpty()
        ? Optional.empty()
        : lines(
                "rev-list",
                "--max-count=1",
                "--first-parent",
                "--min-age=" + Math.max(0, time.getEpochSecond()),
                Constants.HEAD)
            .stream()
            .findFirst();
  }

  @Override
  public List<Touch> touching(String path, String from, @Nullable String except)
      throws IOException {
    List<String> words =
        new ArrayList<>(List.of("--literal-pathspecs", "rev-list", "--topo-order", "--parents"));
    words.addAll(List.of("--encoding=UTF-8", "--format=%an%x00%aI%x00%s", from));
    if (except != null) {
      words.add("^" + except);
    }
    words.addAll(List.of("--", path));
    List<String> lines = lines(words.toArray(String[]::new));
    List<Touch> touching = new ArrayList<>();
    for (int i = 0; i + 1 < lines.size(); i += 2) {
      // "commit", its ID, and those of its parents.
      List<String> ids = List.of(lines.get(i).split(" "));
      String[] facts = lines.get(i + 1).split("\0", -1);
      OffsetDateTime when = OffsetDateTime.parse(facts[1]);
      Revision revision = new Revision(ids.get(1), facts[0], when, facts[2]);
      touching.add(new Touch(revision, ids.subList(2, ids.size())));
    }
    return touching;
  }

  @Override
  public Optional<String> id(String commit, String path) throws IOException {
    Optional<GitObject> found = read(commit + ":" + path);
    last = found.orElse(null);
    return found.map(GitObject::id);
  }

  @Override
  public GitObject object(String id) throws IOException {
    GitObject known = last;
    return known != null && known.id().equals(id)
        ? known
        : read(id).orElseThrow(() -> missing(new IOException("no object " + id)));
  }

  private Optional<GitObject> read(String name) throws IOException {
    try {
      return checkout.object(name);
    } catch (IOException e) {
      throw missing(e);
    }
  }

  @Override
  public Optional<String> earlier(String before, String after, String path) throws IOException {
    GitProgram git = checkout.git();
    String renames =
        said(
            git.run(
                "diff-tree", "-r", "-z", "-M", "--diff-filter=R", "--name-status", before, after));
    // For each one how similar they are, the earlier name and the later one.
    String[] told = renames.split("\0", -1);
    for (int i = 0; i + 2 < told.length; i += 3) {
      if (told[i + 2].equals(path)) {
        return Optional.of(told[i + 1]);
      }
    }
    return Optional.empty();
  }

  @Override
  public Set<String> tips() throws IOException {
    Set<String> tips = new HashSet<>(lines("for-each-ref", "--format=%(objectname)"));
    commit(Constants.HEAD).ifPresent(tips::add);
    return tips;
  }

  @Override
  public Set<String> versions(List<String> paths, Set<HistoryGap> gaps) throws IOException {
    List<String> words =
        new ArrayList<>(List.of("--literal-pathspecs", "rev-list", "--objects", "--all"));
    words.addAll(List.of("--full-history", "--missing=print", "--"));
    words.addAll(paths);
    Set<String> versions = new HashSet<>();
    for (String line : lines(words.toArray(String[]::new))) {
      int space = line.indexOf(' ');
      if (line.startsWith("?")) {
        gaps.add(gap(new HistoryGap.Damaged("object " + line.substring(1) + " is missing")));
      } else if (space > 0 && paths.contains(line.substring(space + 1))) {
        versions.add(line.substring(0, space));
      }
    }
    return versions;
  }

  /** What git prints, by lines; nothing if it says no without a word. */
  private List<String> lines(String... words) throws IOException {
    return said(checkout.git().run(words)).lines().toList();
  }

  private String said(GitProgram.Output answer) throws MissingHistory {
    boolean no = answer.exit() == NO && answer.err().isBlank();
    if (answer.exit() != 0 && !no) {
      throw missing(new IOException(answer.err().strip()));
    }
    return answer.out();
  }

  private MissingHistory missing(IOException e) {
    return new MissingHistory(gap(HistoryGap.refused(e)), e);
  }

  /** In a partial clone that is the reason; otherwise another one. */
  private HistoryGap gap(HistoryGap otherwise) {
    return JGitCommits.isPartial(checkout.repository()) ? new HistoryGap.Partial() : otherwise;
  }
}
