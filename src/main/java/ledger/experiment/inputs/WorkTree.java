package ledger.experiment.inputs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import ledger.evidence.record.GitState;

/** What version control knows about the files of a project. */
public interface WorkTree {
  /** How a file stands with version control; for a link, what it leads to. */
  enum Standing {
    TRACKED,
    UNTRACKED,
    /** Not tracked, and never to be. */
    IGNORED
  }

  /** The folder whose files may be inputs, with links resolved. */
  Path top();

  /** How each of these files stands; a file that is not in the answer is untracked. */
  Map<Path, Standing> standing(Collection<Path> files);

  /**
   * The commit that is checked out, and which of the files are not in it as they are now.
   *
   * @param files by the name that is used in the answer
   * @return empty if there is no commit
   */
  Optional<GitState> state(SortedMap<String, Path> files);

  /** When the newest commit was made that changed a file; empty if there is none. */
  Optional<Instant> committed(Path file);

  /** Without version control: the workspace. */
  static WorkTree none(Path root) {
    Path top;
    try {
      top = root.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + root, e);
    }
    return new WorkTree() {
      @Override
      public Path top() {
        return top;
      }

      @Override
      public Map<Path, Standing> standing(Collection<Path> files) {
        return Map.of();
      }

      @Override
      public Optional<Instant> committed(Path file) {
        return Optional.empty();
      }

      @Override
      public Optional<GitState> state(SortedMap<String, Path> files) {
        return Optional.empty();
      }
    };
  }
}
