package ledger.app.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import ledger.app.environment.EnvUpdateResult.LockedChange;
import ledger.app.results.KnownEnvironments;
import ledger.app.session.Failure;
import ledger.app.session.FileDiff;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.edit.Refusal;
import ledger.experiment.environment.EnvironmentFailure;
import ledger.experiment.environment.PackageIndex;
import ledger.experiment.environment.Requirements;
import ledger.experiment.process.Shutdown;
import ledger.text.InvalidText;
import ledger.workspace.Environment;
import ledger.workspace.FileChange;
import ledger.workspace.Store;

/** Locks the requirements of an environment again; {@code undo} takes it back. */
public final class EnvironmentUpdate {
  private EnvironmentUpdate() {}

  public static EnvUpdateResult run(Session session, EnvUpdateRequest request)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Workplace workplace = Workplace.open(session);
    workplace.requireOwnState();
    Environment environment =
        new KnownEnvironments(workplace.settings()).named(request.environment());
    Path lock = workplace.workspace().requirements(environment);
    byte[] before = workplace.workspace().files().content(lock);
    byte[] after = locked(workplace, environment);
    String old = before == null ? "" : new String(before, StandardCharsets.UTF_8);
    FileChange change = new FileChange(lock, before, after);
    EnvUpdateResult result =
        new EnvUpdateResult(
            FileDiff.of(workplace, List.of(change)),
            changes(old, new String(after, StandardCharsets.UTF_8)));
    if (request.dryRun() || result.files().isEmpty()) {
      return result;
    }
    return workplace.write(() -> new Store.Result<>(List.of(change), result));
  }

  private static byte[] locked(Workplace workplace, Environment environment)
      throws IOException, Failure {
    try (Shutdown.Guard guard = Shutdown.guard()) {
      return new PackageIndex(workplace.workspace(), workplace.session().env())
          .lock(environment, guard, (step, elapsed) -> {});
    } catch (EnvironmentFailure e) {
      throw OutdatedEnvironments.failure(environment.name() + " cannot be locked", e);
    }
  }

  private static List<LockedChange> changes(String before, String after) {
    SortedMap<String, List<String>> old = Requirements.locked(before);
    SortedMap<String, List<String>> now = Requirements.locked(after);
    TreeSet<String> names = new TreeSet<>(old.keySet());
    names.addAll(now.keySet());
    List<LockedChange> changes = new ArrayList<>();
    for (String name : names) {
      List<String> was = old.getOrDefault(name, List.of());
      List<String> is = now.getOrDefault(name, List.of());
      if (!was.equals(is)) {
        changes.add(new LockedChange(name, List.copyOf(was), List.copyOf(is)));
      }
    }
    return List.copyOf(changes);
  }
}
