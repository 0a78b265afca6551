package ledger.app.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import ledger.app.session.Failure;
import ledger.app.session.Workplace;
import ledger.document.Columns;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.page.TaskPage;
import ledger.evidence.judge.DonePolicy;
import ledger.evidence.record.RunRecord;
import ledger.evidence.store.EvidenceStore;
import ledger.evidence.verdict.EvidenceSource;
import ledger.evidence.verdict.TaskEvidence;
import ledger.experiment.inputs.TaskText;
import ledger.experiment.run.Verifier;
import ledger.text.InvalidText;
import ledger.workspace.Settings;

/** The experiments of a workspace, and the evidence of their runs. */
public final class WorkspaceEvidence {
  private final Workplace workplace;
  private final KnownEnvironments environments;
  private final Verifier verifier;

  /**
   * Reads nothing yet.
   *
   * @throws Failure if the settings name an environment that does not exist
   */
  public WorkspaceEvidence(Workplace workplace) throws Failure {
    this.workplace = workplace;
    this.environments = new KnownEnvironments(workplace.settings());
    this.verifier = verifier(workplace, environments);
  }

  private static Verifier verifier(Workplace workplace, KnownEnvironments environments)
      throws Failure {
    Settings settings = workplace.settings();
    List<String> asked = new ArrayList<>(List.of(environments.all().getFirst().name()));
    for (String name : settings.policy().environments()) {
      if (!asked.contains(environments.named(name).name())) {
        asked.add(name);
      }
    }
    return new Verifier(
        workplace.workspace(),
        environments.all(),
        new DonePolicy(List.copyOf(asked), settings.policy().hosts()),
        settings.limits(),
        workplace.session().clock(),
        () ->
            GitWorkTree.around(
                workplace.workspace().root(),
                workplace.session(),
                workplace.workspace().files().origins()));
  }

  public Workplace workplace() {
    return workplace;
  }

  public KnownEnvironments environments() {
    return environments;
  }

  public Verifier verifier() {
    return verifier;
  }

  public EvidenceStore store() {
    return verifier.store();
  }

  /** The lock file of the environment that decides; it may be missing. */
  public Path lockOfDeciding() {
    return workplace.workspace().requirements(environments.all().getFirst());
  }

  /** The text of a task; its description may be on the page. */
  public TaskText text(Task task) throws IOException, InvalidText {
    boolean inRow = hasDescription(task) && !task.state().id().equals(Layout.DONE);
    return text(task, inRow ? Optional.empty() : workplace.page(task.id()));
  }

  public List<TaskText> texts(List<Task> tasks) throws IOException, InvalidText {
    List<TaskText> texts = new ArrayList<>();
    for (Task task : tasks) {
      texts.add(text(task));
    }
    return texts;
  }

  private static boolean hasDescription(Task task) {
    return task.indexOf(Columns.DESCRIPTION) >= 0;
  }

  private static TaskText text(Task task, Optional<TaskPage> page) {
    String description =
        hasDescription(task)
            ? task.text(Columns.DESCRIPTION)
            : page.map(own -> own.carriedOver().getOrDefault(Columns.DESCRIPTION, "")).orElse("");
    String waiver = page.flatMap(own -> own.waiver(task.state())).orElse(null);
    return new TaskText(task.id(), task.title(), description, waiver);
  }

  /**
   * The run with this ID, or the only one whose ID contains this part.
   *
   * @throws Failure if there is none, or if there are several
   */
  public RunRecord run(String part) throws Failure {
    List<RunRecord> found = store().all().stream().filter(run -> run.run().contains(part)).toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    String ids = found.stream().map(RunRecord::run).limit(5).collect(Collectors.joining(", "));
    throw Failure.wrongRequest(
        (found.isEmpty() ? "no run '" : found.size() + " runs have '") + part + "'",
        found.isEmpty() ? "'ledger results' lists them" : "such as " + ids);
  }

  public TaskEvidence evidence(Task task) throws IOException, InvalidText {
    return verifier.verdicts().evidence(text(task));
  }

  /** The evidence of every task, in the ledger's order. */
  public Map<TaskId, TaskEvidence> evidence(Ledger ledger) throws IOException, InvalidText {
    return evidence(ledger.tasks());
  }

  /** The evidence of each of these tasks, in their order. */
  public Map<TaskId, TaskEvidence> evidence(List<Task> tasks) throws IOException, InvalidText {
    Map<TaskId, TaskEvidence> all = new LinkedHashMap<>();
    verifier
        .verdicts()
        .evidence(texts(tasks))
        .forEach(evidence -> all.put(evidence.task(), evidence));
    return all;
  }

  /** The same, each task's evidence only when somebody asks for it. */
  public EvidenceSource source(Ledger ledger) throws IOException, InvalidText {
    return verifier.verdicts().source(texts(ledger.tasks()));
  }

  /**
   * The same where the pages are known, or are read when somebody asks for one.
   *
   * @param pages of the ledger's tasks
   */
  public EvidenceSource source(Ledger ledger, Map<TaskId, TaskPage> pages) {
    Map<TaskId, Task> tasks = new HashMap<>();
    ledger.tasks().forEach(task -> tasks.put(task.id(), task));
    return verifier
        .verdicts()
        .source(
            id -> {
              Task task = tasks.get(id);
              return task == null ? null : text(task, Optional.ofNullable(pages.get(id)));
            });
  }
}
