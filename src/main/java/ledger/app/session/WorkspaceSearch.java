package ledger.app.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import ledger.git.Checkout;
import ledger.workspace.Workspace;

/** Finds the workspace that a session means: the one of the named ledger, or the nearest one. */
final class WorkspaceSearch {
  private final Session session;

  WorkspaceSearch(Session session) {
    this.session = session;
  }

  Workspace find() throws IOException, Failure {
    Optional<Workspace> found = onDisk();
    if (found.isPresent()) {
      return found.get();
    }
    Optional<Checkout> bare = Checkout.bare(session.folder(), session.env());
    if (bare.isPresent()) {
      bare.get().close();
      throw Failure.cannot(
          "no ledger file here: " + bare.get().root() + " is a bare repository",
          "'list --ref HEAD', 'show ID --ref HEAD', 'log', 'diff' and 'changes' read its commits;"
              + " for everything else, clone it");
    }
    throw Failure.cannot(
        "no ledger here: neither "
            + session.folder()
            + " nor any folder above it has ledger/TASKS.md",
        "'ledger init' makes one here; --ledger FILE names another");
  }

  /**
   * The same for what git has: the ledger's file may be deleted, or exist only in the commits of a
   * bare repository.
   */
  Workspace findInGit() throws IOException, Failure {
    Optional<Workspace> onDisk = onDisk();
    if (onDisk.isPresent() && isNearest(onDisk.get())) {
      return onDisk.get();
    }
    Optional<Workspace> tracked = tracked();
    return tracked.isPresent() ? tracked.get() : find();
  }

  private Optional<Workspace> onDisk() {
    Path named = session.ledger();
    return (named != null
            ? Optional.of(Workspace.of(session.folder().resolve(named)))
            : Workspace.find(session.folder()))
        .map(workspace -> Workplace.reaching(session, workspace));
  }

  /**
   * Whether there is no repository between this folder and the workspace, or the ledger was named.
   */
  private boolean isNearest(Workspace workspace) {
    Path at = session.folder();
    while (session.ledger() == null && at != null && !at.equals(workspace.root())) {
      if (Files.exists(at.resolve(".git"))) {
        return false;
      }
      at = at.getParent();
    }
    return true;
  }

  /** The nearest workspace whose ledger git has. */
  private Optional<Workspace> tracked() throws IOException {
    Path from = session.folder();
    Optional<Checkout> found = Checkout.find(from, session.env());
    if (found.isEmpty()) {
      found = Checkout.bare(from, session.env());
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Checkout checkout = found.get()) {
      Path at = checkout.isBare() ? checkout.root() : from;
      while (at != null) {
        Workspace workspace = Workspace.in(at);
        if (checkout.has(workspace.ledger())) {
          return Optional.of(Workplace.reaching(session, workspace));
        }
        at = at.getParent();
      }
      return Optional.empty();
    }
  }
}
