package ledger.app.results;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import ledger.app.session.Failure;
import ledger.app.session.Workplace;
import ledger.document.Columns;
import ledger.document.Ledger;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.page.TaskPage;
import ledger.evidence.record.GitState;
import ledger.evidence.record.RunRecord;
import ledger.evidence.verdict.EvidenceSource;
import ledger.evidence.verdict.Policy;
import ledger.evidence.verdict.TaskEvidence;
import ledger.experiment.environment.TaskText;
import ledger.experiment.run.Verifier;
import ledger.git.Checkout;
import ledger.text.InvalidText;
import ledger.text.Nearest;
import ledger.workspace.Environment;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;

/** Experiments and evidence of a workspace, as use cases need them. */
public final class Measurements {
  private final Workplace workplace;
  private final Workspace workspace;
  private final Verifier verifier;

  public Measurements(Workplace workplace) throws Failure {
    this.workplace = workplace;
    this.workspace = workplace.workspace();
    this.verifier =
        verifier(workplace.workspace(), workplace.settings(), workplace.session().clock());
  }

  private static Verifier verifier(Workspace workspace, Settings settings, Clock clock)
      throws Failure {
    List<Environment> environments = environments(settings);
    List<String> asked = new ArrayList<>(List.of(environments.getFirst().name()));
    for (String name : settings.policy().environments()) {
      if (!asked.contains(named(settings.environments(), name).name())) {
        asked.add(name);
      }
    }
    Policy policy = new Policy(List.copyOf(asked), settings.policy().hosts());
    return new Verifier(workspace, environments, policy, settings.limits(), clock);
  }

  public Verifier verifier() {
    return verifier;
  }

  /** All environments, the deciding one first. */
  private static List<Environment> environments(Settings settings) throws Failure {
    Environment deciding = named(settings.environments(), settings.environment());
    List<Environment> ordered = new ArrayList<>(List.of(deciding));
    settings.environments().values().stream().filter(e -> e != deciding).forEach(ordered::add);
    return List.copyOf(ordered);
  }

  private static Environment named(Map<String, Environment> byName, String name) throws Failure {
    Environment spec = byName.get(name);
    if (spec != null) {
      return spec;
    }
    String near = Nearest.to(name, byName.keySet()).map(n -> "did you mean " + n + "? ").orElse("");
    throw Failure.wrongRequest(
        "no environment '" + name + "'",
        near
            + "environments: "
            + String.join(", ", byName.keySet())
            + "; to add another one, put it in the settings as [environments."
            + name
            + "]");
  }

  /** The environments with these names; the deciding one if there are none. */
  public List<Environment> environments(List<String> names) throws Failure {
    if (names.isEmpty()) {
      return List.of(verifier.environments().getFirst());
    }
    Map<String, Environment> byName = new LinkedHashMap<>();
    verifier.environments().forEach(spec -> byName.put(spec.name(), spec));
    List<Environment> found = new ArrayList<>();
    for (String name : names) {
      found.add(named(byName, name));
    }
    return found;
  }

  /** The text of a task; its description may be on the page. */
  public TaskText text(Task task) throws IOException, InvalidText {
    Optional<TaskPage> page = hasDescription(task) ? Optional.empty() : workplace.page(task.id());
    return text(task, page);
  }

  private static boolean hasDescription(Task task) {
    return task.indexOf(Columns.DESCRIPTION) >= 0;
  }

  private static TaskText text(Task task, Optional<TaskPage> page) {
    String description =
        hasDescription(task)
            ? task.text(Columns.DESCRIPTION)
            : page.map(own -> own.carriedOver().getOrDefault(Columns.DESCRIPTION, "")).orElse("");
    return new TaskText(task.id(), task.title(), description);
  }

  /**
   * The run with this ID, or the only one whose ID contains this part.
   *
   * @throws Failure if there is none, or if there are several
   */
  public RunRecord run(String part) throws Failure {
    List<RunRecord> found =
        verifier.store().all().stream().filter(run -> run.run().contains(part)).toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    String ids = found.stream().map(RunRecord::run).limit(5).collect(Collectors.joining(", "));
    throw Failure.wrongRequest(
        (found.isEmpty() ? "no run '" : found.size() + " runs have '") + part + "'",
        found.isEmpty() ? "'ledger results' lists them" : "such as " + ids);
  }

  public TaskEvidence evidence(Task task) throws IOException, InvalidText {
    return verifier.evidence(text(task));
  }

  /** The evidence of every task, in the ledger's order. */
  public Map<TaskId, TaskEvidence> evidence(Ledger ledger) throws IOException, InvalidText {
    Map<TaskId, TaskEvidence> all = new LinkedHashMap<>();
    verifier.evidence(texts(ledger)).forEach(evidence -> all.put(evidence.task(), evidence));
    return all;
  }

  /** The same, each task's evidence only when somebody asks for it. */
  public EvidenceSource source(Ledger ledger) throws IOException, InvalidText {
    return verifier.source(texts(ledger));
  }

  /**
   * @param pages of the ledger's tasks, as they are
   */
  public EvidenceSource source(Ledger ledger, Map<TaskId, TaskPage> pages) {
    return verifier.source(
        ledger.tasks().stream()
            .map(task -> text(task, Optional.ofNullable(pages.get(task.id()))))
            .toList());
  }

  private List<TaskText> texts(Ledger ledger) throws IOException, InvalidText {
    List<TaskText> texts = new ArrayList<>();
    for (Task task : ledger.tasks()) {
      texts.add(text(task));
    }
    return texts;
  }

  /** What is checked out, if there is a repository that has a commit. */
  Optional<GitState> git() throws IOException {
    Optional<Checkout> found = Checkout.find(workspace.root(), workplace.session().env());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Checkout checkout = found.get()) {
      Optional<String> commit = checkout.headCommit();
      return commit.isEmpty()
          ? Optional.empty()
          : Optional.of(new GitState(commit.get(), checkout.isDirty()));
    }
  }
}
