package ledger.git.history;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ledger.git.Checkout;
import ledger.git.GitObject;
import ledger.git.history.History.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A repository's commits and the files in them, whoever reads them: JGit, or the git program where
 * JGit cannot. Commits and objects are named by hexadecimal digits.
 *
 * <p>What cannot be read is a {@link MissingHistory}.
 */
interface Commits {
  /**
   * A commit that changed a file.
   *
   * @param parents the nearest ancestors that changed it, too
   */
  record Touch(Revision revision, List<String> parents) {}

  /** The commits of a checkout, as its kind of repository needs. */
  static Commits of(Checkout checkout) throws IOException {
    JGitCommits jgit = new JGitCommits(checkout.repository());
    return checkout.isReadByJGit() && !jgit.isRewritten() ? jgit : new GitCommits(checkout);
  }

  /** The commit that a revision means; empty if there is none. */
  Optional<String> commit(String revision) throws IOException;

  /** The commits before one. */
  List<String> parents(String commit) throws IOException;

  /** The newest common ancestors. */
  List<String> mergeBases(String one, String other) throws IOException;

  /**
   * The newest commit of the current branch, along first parents, that was made at or before a
   * time.
   */
  Optional<String> at(Instant time) throws IOException;

  /**
   * The commits that changed a file or folder, children before parents.
   *
   * @param except its ancestors are left out; null to leave out none
   */
  List<Touch> touching(String path, String from, @Nullable String except) throws IOException;

  /** The ID of a file or folder in a commit; empty if it is not there. */
  Optional<String> id(String commit, String path) throws IOException;

  /** A file's content, or a folder's entries. */
  GitObject object(String id) throws IOException;

  /** The name that a file of the later commit had in the earlier one; empty if not renamed. */
  Optional<String> earlier(String before, String after, String path) throws IOException;

  /** What the branches and tags point at. */
  Set<String> tips() throws IOException;

  /**
   * The IDs of all versions of files and folders, in any commit that a branch or tag leads to.
   *
   * @param gaps receives why some may be missing
   */
  Set<String> versions(List<String> paths, Set<HistoryGap> gaps) throws IOException;
}
