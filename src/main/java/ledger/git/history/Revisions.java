package ledger.git.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.document.IdForm;
import ledger.document.Layout;
import ledger.document.Mentions;
import ledger.document.TaskId;
import ledger.git.Checkout;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/** Commits and the files in them. Commits are named by hexadecimal digits. */
public final class Revisions {
  /** Whether git would take it for a branch's name. */
  public static boolean isBranchName(String name) {
    return !name.startsWith("-") && Repository.isValidRefName(Constants.R_HEADS + name);
  }

  private final Repository repository;
  private final Commits commits;

  public Revisions(Checkout checkout) throws IOException {
    this.repository = checkout.repository();
    this.commits = Commits.of(checkout);
  }

  /**
   * The commit that a revision means: a branch, a tag, a commit's first digits, {@code HEAD~3}.
   *
   * @throws UnknownRevision if there is none
   */
  public String commit(String revision) throws IOException, UnknownRevision {
    return commits.commit(revision).orElseThrow(() -> new UnknownRevision(revision));
  }

  /**
   * The name of a file of the current commit in another commit, which may have it under an earlier
   * or later name.
   *
   * @return empty if it is not there
   */
  public Optional<String> pathIn(String commit, String path) throws IOException {
    Optional<String> head = commits.commit(Constants.HEAD);
    if (head.isEmpty() || commits.id(commit, path).isPresent()) {
      return commits.id(commit, path).map(there -> path);
    }
    for (String name : new HistoryReader(commits, Layout.DEFAULT).names(head.get(), path)) {
      if (commits.id(commit, name).isPresent()) {
        return Optional.of(name);
      }
    }
    return commits.earlier(commit, head.get(), path);
  }

  /** Whether older commits were left out when this clone was made. */
  public boolean isShallow() throws IOException {
    return isShallow(repository);
  }

  static boolean isShallow(Repository repository) throws IOException {
    Path shallow = repository.getCommonDirectory().toPath().resolve("shallow");
    return Files.exists(shallow) && Files.size(shallow) > 0;
  }

  /** Whether a revision is the whole ID of an object, which need not be in this repository. */
  public static boolean isId(String revision) {
    return revision.matches("[0-9a-f]{40}|[0-9a-f]{64}");
  }

  /** Whether nothing has been committed yet. */
  public boolean isUnborn() throws IOException {
    return commits.commit(Constants.HEAD).isEmpty();
  }

  /** A file's bytes in a commit; empty if it is not there. */
  public Optional<byte[]> file(String commit, String path) throws IOException {
    Optional<String> id = commits.id(commit, path);
    return id.isEmpty() ? Optional.empty() : Optional.of(commits.object(id.get()).bytes());
  }

  /** The names of the files in a folder of a commit. */
  public List<String> names(String commit, String folder) throws IOException {
    Optional<String> id = commits.id(commit, folder);
    return id.isEmpty() ? List.of() : commits.object(id.get()).names();
  }

  /**
   * The newest common ancestors: none without a common history, several if the branches have merged
   * each other.
   *
   * @throws MissingHistory if a common history may have been left out when this clone was made
   */
  public List<String> mergeBases(String one, String other) throws IOException {
    List<String> bases = commits.mergeBases(one, other);
    if (bases.isEmpty() && isShallow()) {
      throw new MissingHistory(
          new HistoryGap.Shallow(), new IOException("no common ancestor in a shallow clone"));
    }
    return bases;
  }

  /** The parents of a commit: two or more for a merge. */
  public List<String> parents(String commit) throws IOException {
    return commits.parents(commit);
  }

  /** The commits that a merge in progress brings in; none if there is none. */
  public List<String> mergeHeads() throws IOException {
    Path file = repository.getDirectory().toPath().resolve("MERGE_HEAD");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /**
   * When a branch first used each ID in a file, by the author date, which a rebase keeps.
   *
   * @param tip the branch
   * @param other commits that are reachable from here do not belong to the branch
   */
  public Map<TaskId, Instant> named(String tip, String other, String path) throws IOException {
    Map<TaskId, Instant> first = new HashMap<>();
    for (Commits.Touch touch : commits.touching(path, tip, other)) {
      Instant when = touch.revision().when().toInstant();
      byte[] bytes = file(touch.revision().id(), path).orElse(new byte[0]);
      for (Mentions.Mention mention : Mentions.all(new String(bytes, UTF_8), IdForm.USUAL)) {
        first.merge(mention.id(), when, (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    return first;
  }

  /**
   * Where the current branch was at a given time: the newest commit that is not younger. A merge
   * counts from when it was made, not from when the commits of its other side were.
   *
   * @return empty if all are younger, or there are none
   */
  public Optional<String> at(Instant time) throws IOException {
    return commits.at(time);
  }
}
