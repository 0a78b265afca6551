package ledger.app.experiment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import ledger.app.results.WorkspaceEvidence;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Session;
import ledger.app.session.Workplace;
import ledger.document.Task;
import ledger.document.edit.Lookup;
import ledger.document.edit.Refusal;
import ledger.evidence.claim.Units;
import ledger.experiment.header.ScriptDraft;
import ledger.experiment.inputs.HarnessFiles;
import ledger.io.DurableFile;
import ledger.text.InvalidText;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/** Writes a script that measures something, with what it needs to run at once. */
public final class NewExperiment {
  private static final String METRIC = "time";
  private static final ClaimedBound USUAL = new ClaimedBound("at-least", "1");
  private static final ClaimedBound USUAL_TIME = new ClaimedBound("at-most", "1");

  /**
   * What the claim demands.
   *
   * @param key such as {@code at-least}
   * @param value a number, with a unit or without
   */
  public record ClaimedBound(String key, String value) {}

  /**
   * What to write.
   *
   * @param task the ID of the task that it verifies
   * @param name of the script, without its extension; null for one made from the task's ID
   * @param metric what it measures; null for a time
   * @param bound null for one to start from
   * @param unit of the metric; null for the bound's
   */
  public record ScriptWanted(
      String task,
      @Nullable String name,
      @Nullable String metric,
      @Nullable ClaimedBound bound,
      @Nullable String unit,
      boolean dryRun) {}

  /**
   * What was written.
   *
   * @param others files that came with it
   */
  public record ScriptMade(Path script, String text, List<Path> others) {}

  private NewExperiment() {}

  public static ScriptMade run(Session session, ScriptWanted wanted)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    Workplace workplace = Workplace.open(session);
    Task task = Lookup.task(workplace.ledger(), wanted.task);
    Workspace workspace = workplace.workspace();
    Path script = script(session, workspace, wanted, task);
    String text = draft(wanted, task).text();
    Map<Path, byte[]> files = new LinkedHashMap<>();
    files.put(script, text.getBytes(StandardCharsets.UTF_8));
    harness(session, workspace, files);
    Path lock = new WorkspaceEvidence(workplace).lockOfDeciding();
    if (!Files.exists(lock)) {
      files.put(
          lock,
          "# No packages: the standard library is enough.\n".getBytes(StandardCharsets.UTF_8));
    }
    if (!wanted.dryRun) {
      for (Map.Entry<Path, byte[]> file : files.entrySet()) {
        Path at = workspace.files().inRealFolder(file.getKey());
        DurableFile.makeFolders(Objects.requireNonNull(at.getParent()));
        DurableFile.publish(at, file.getValue());
      }
    }
    return new ScriptMade(script, text, files.keySet().stream().skip(1).toList());
  }

  /** What is there stays: an edit of it would make the evidence of other experiments stale. */
  private static void harness(Session session, Workspace workspace, Map<Path, byte[]> files)
      throws IOException, Failure {
    Path folder = workspace.experiments().resolve(HarnessFiles.FOLDER);
    Path main = folder.resolve(HarnessFiles.MAIN);
    byte[] known = workspace.files().content(main);
    if (Files.exists(folder)
        && (known == null || !new String(known, StandardCharsets.UTF_8).contains("\nVERSION = "))) {
      throw Failure.cannot(
          session.shown(folder) + " is there already, and is not the harness",
          "rename it, or move it elsewhere");
    }
    for (Map.Entry<String, byte[]> file : HarnessFiles.all().entrySet()) {
      Path at = folder.resolve(file.getKey());
      if (!Files.exists(at)) {
        files.put(at, file.getValue());
      }
    }
  }

  private static Path script(Session session, Workspace workspace, ScriptWanted wanted, Task task)
      throws Failure {
    String name = wanted.name;
    if (name != null) {
      String plain = name.endsWith(".py") ? name.substring(0, name.length() - 3) : name;
      Path script = workspace.experiments().resolve(plain + ".py");
      if (!plain.matches("[A-Za-z_][A-Za-z0-9_]*")) {
        throw Failure.wrongRequest(
            "'" + name + "' is no name for a script", "letters, digits and _ can be in it");
      }
      if (Files.exists(script)) {
        throw Failure.no(session.shown(script) + " is there already", "--name gives another name");
      }
      return script;
    }
    String usual = task.id().value().toLowerCase(Locale.ROOT).replace('-', '_');
    Path script = workspace.experiments().resolve(usual + ".py");
    for (int next = 2; Files.exists(script); next++) {
      script = workspace.experiments().resolve(usual + "_" + next + ".py");
    }
    return script;
  }

  private static ScriptDraft draft(ScriptWanted wanted, Task task) throws Failure {
    String metric = wanted.metric == null ? METRIC : wanted.metric;
    if (!ScriptDraft.isMetric(metric)) {
      throw Failure.wrongRequest(
          "'" + metric + "' cannot name a metric",
          "small letters, digits and _ can, such as eval_over_build");
    }
    String own = wanted.bound == null ? null : ScriptDraft.unitOf(wanted.bound.value);
    String unit =
        wanted.unit != null ? wanted.unit : own != null ? own : wanted.metric == null ? "s" : "1";
    if (!ScriptDraft.isUnit(unit)) {
      throw Failure.wrongRequest("'" + unit + "' is no unit", "such as ms, MiBy, GFLOP/s or 1");
    }
    ClaimedBound bound =
        wanted.bound != null ? wanted.bound : Units.isTime(unit) ? USUAL_TIME : USUAL;
    ScriptDraft draft =
        new ScriptDraft(task.id(), task.title(), metric, bound.key, bound.value, unit);
    if (!draft.isSound()) {
      throw Failure.wrongRequest(
          "'" + bound.value + "' is no bound for --" + bound.key,
          "a number, with a unit that fits the metric's or without, such as 5 or \"10 ms\"");
    }
    return draft;
  }
}
