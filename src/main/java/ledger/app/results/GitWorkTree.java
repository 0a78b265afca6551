package ledger.app.results;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import ledger.app.session.Session;
import ledger.app.session.Unseen;
import ledger.evidence.record.GitState;
import ledger.experiment.inputs.WorkTree;
import ledger.git.Checkout;
import ledger.git.FilesInGit;
import ledger.git.GitOrigins;
import ledger.git.history.HistoryGap;
import ledger.io.Origins;

/**
 * What git knows about the files of a project. Where it cannot say, that is reported once, and no
 * file counts as ignored.
 */
final class GitWorkTree implements WorkTree {
  private final Path root;
  private final Path top;
  private final Session session;
  private final Origins origins;
  private final AtomicBoolean told = new AtomicBoolean();

  private GitWorkTree(Path root, Path top, Session session, Origins origins) {
    this.root = root;
    this.top = top;
    this.session = session;
    this.origins = origins;
  }

  /**
   * The work tree around a workspace; without git, the workspace.
   *
   * @param origins where it is noted what decides which files are ignored
   */
  static WorkTree around(Path root, Session session, Origins origins) {
    try {
      Optional<Checkout> found = Checkout.find(root, session.env());
      if (found.isPresent()) {
        try (Checkout checkout = found.get()) {
          return new GitWorkTree(root, checkout.root(), session, origins);
        }
      }
    } catch (IOException e) {
      Unseen.COMMIT.tell(session, Set.of(HistoryGap.refused(e)));
    }
    return WorkTree.none(root);
  }

  @Override
  public Path top() {
    return top;
  }

  private interface GitQuestion<T> {
    Optional<T> answer(FilesInGit files) throws IOException;
  }

  private <T> Optional<T> ask(GitQuestion<T> question) {
    try {
      Optional<Checkout> found = Checkout.find(root, session.env());
      if (found.isPresent()) {
        try (Checkout checkout = found.get()) {
          return question.answer(new FilesInGit(checkout));
        }
      }
    } catch (IOException e) {
      if (!told.getAndSet(true)) {
        Unseen.COMMIT.tell(session, Set.of(HistoryGap.refused(e)));
      }
    }
    return Optional.empty();
  }

  @Override
  public Map<Path, Standing> standing(Collection<Path> files) {
    new GitOrigins(origins, session.env()).addIgnores(top, files);
    return files.isEmpty() ? Map.of() : ask(git -> standing(git, files)).orElse(Map.of());
  }

  private static Optional<Map<Path, Standing>> standing(FilesInGit git, Collection<Path> files)
      throws IOException {
    Map<Path, Standing> all = new TreeMap<>();
    git.tracked(files).forEach(file -> all.put(file, Standing.TRACKED));
    git.ignored(files).forEach(file -> all.putIfAbsent(file, Standing.IGNORED));
    return Optional.of(all);
  }

  @Override
  public Optional<Instant> committed(Path file) {
    return ask(git -> git.committed(file));
  }

  @Override
  public Optional<GitState> state(SortedMap<String, Path> files) {
    return ask(
        git -> {
          Optional<String> commit = git.commit();
          if (commit.isEmpty()) {
            return Optional.empty();
          }
          Set<Path> same = git.unchanged(files.values());
          List<String> differing =
              files.entrySet().stream()
                  .filter(file -> !same.contains(file.getValue()))
                  .map(Map.Entry::getKey)
                  .toList();
          return Optional.of(new GitState(commit.get(), !differing.isEmpty(), differing));
        });
  }
}
