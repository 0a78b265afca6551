package ledger.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import ledger.cli.task.CheckCommand;
import ledger.document.Column;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.State;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.edit.Lookup;
import ledger.document.edit.Refusal;
import ledger.document.page.TaskPage;
import ledger.document.parse.LedgerParser;
import ledger.document.parse.Parsed;
import ledger.git.Checkout;
import ledger.text.InvalidText;
import ledger.text.Nearest;
import ledger.text.Problem;
import ledger.text.SourceText;
import ledger.text.Span;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that works on a ledger. */
public abstract class LedgerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** Set where nobody parsed the command, see {@link CheckCommand#calledByHook}. */
  private @Nullable Root given;

  /** The command above all; between it and this one may stand another. */
  private Root root() {
    return given != null ? given : (Root) spec.root().userObject();
  }

  public final void give(Root root) {
    given = root;
  }

  public Context context() {
    return root().context();
  }

  public Console console() {
    return context().console();
  }

  /** The workspace of the ledger that was named, or the nearest one. */
  public Workspace workspace() throws IOException, Failure {
    Optional<Workspace> found = named().or(() -> Workspace.find(context().folder()));
    if (found.isPresent()) {
      return found.get();
    }
    Optional<Checkout> bare = Checkout.bare(context().folder(), context().env());
    if (bare.isPresent()) {
      bare.get().close();
      throw new Failure(
          ExitCode.CANNOT,
          "no ledger's file here: " + bare.get().root() + " is a bare repository",
          "'list --ref HEAD', 'show ID --ref HEAD', 'log', 'diff' and 'changes' read its commits;"
              + " for the rest make a clone");
    }
    throw new Failure(
        ExitCode.CANNOT,
        "no ledger here: neither "
            + context().folder()
            + " nor a folder above it holds ledger/TASKS.md",
        "'ledger init' makes one here; --ledger FILE names another");
  }

  /**
   * The same for commands that read what git has: the ledger's file may be deleted, or be only in
   * the commits of a bare repository.
   */
  public Workspace workspaceInGit() throws IOException, Failure {
    Optional<Workspace> onDisk = named().or(() -> Workspace.find(context().folder()));
    if (onDisk.isPresent() && isNearest(onDisk.get())) {
      return onDisk.get();
    }
    Optional<Workspace> tracked = tracked();
    return tracked.isPresent() ? tracked.get() : workspace();
  }

  private Optional<Workspace> named() {
    return Optional.ofNullable(root().ledger)
        .map(file -> Workspace.of(context().folder().resolve(file)));
  }

  /** Whether no repository begins between this folder and the workspace, or one was named. */
  private boolean isNearest(Workspace workspace) {
    Path at = context().folder();
    while (root().ledger == null && at != null && !at.equals(workspace.root())) {
      if (Files.exists(at.resolve(".git"))) {
        return false;
      }
      at = at.getParent();
    }
    return true;
  }

  /** The nearest workspace whose ledger git has. */
  private Optional<Workspace> tracked() throws IOException {
    Path from = context().folder();
    Optional<Checkout> found = Checkout.find(from, context().env());
    if (found.isEmpty()) {
      found = Checkout.bare(from, context().env());
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Checkout checkout = found.get()) {
      checkout.requireReadable();
      Path at = checkout.isBare() ? checkout.root() : from;
      while (at != null) {
        Workspace workspace = Workspace.in(at);
        if (checkout.has(workspace.ledger())) {
          return Optional.of(workspace);
        }
        at = at.getParent();
      }
      return Optional.empty();
    }
  }

  /** A path as the user would write it: relative to the current folder where it lies below. */
  public String shown(Path path) {
    Path folder = context().folder();
    return path.startsWith(folder) ? folder.relativize(path).toString() : path.toString();
  }

  public Settings settings(Workspace workspace) throws IOException, InvalidText {
    return Settings.read(workspace.settings(), shown(workspace.settings()));
  }

  public SourceText source(Path file) throws IOException, InvalidText {
    try {
      return SourceText.decode(shown(file), Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      Problem.Place place = SourceText.of(shown(file), "").place(new Span(0, 0));
      String help = "'ledger init' makes a ledger; --ledger FILE names another";
      throw new InvalidText(Problem.error("no-file", place, "there is no such file", help));
    }
  }

  /** The ledger, all of it understood. */
  public Ledger ledger(Workspace workspace, Settings settings)
      throws IOException, InvalidText, InvalidLedger {
    return understood(LedgerParser.parse(source(workspace.ledger()), settings.layout()));
  }

  public static Ledger understood(Parsed parsed) throws InvalidLedger {
    if (!parsed.problems().isEmpty()) {
      throw new InvalidLedger(parsed.problems());
    }
    return parsed.ledger();
  }

  public Optional<TaskPage> page(Workspace workspace, TaskId id) throws IOException, InvalidText {
    Path file = workspace.page(id);
    return Files.exists(file) ? Optional.of(TaskPage.parse(source(file))) : Optional.empty();
  }

  /** The pages of the ledger's tasks, those that there are. */
  public Map<TaskId, TaskPage> pages(Workspace workspace, Ledger ledger)
      throws IOException, InvalidText {
    Map<TaskId, TaskPage> pages = new LinkedHashMap<>();
    for (Task task : ledger.tasks()) {
      Optional<TaskPage> page = page(workspace, task.id());
      page.ifPresent(p -> pages.put(task.id(), p));
    }
    return pages;
  }

  /** What to say of values for columns that a task's table lacks. */
  public List<String> held(
      Workspace workspace, TaskId id, State state, List<Column> columns, Set<String> named) {
    return named.stream()
        .filter(column -> Column.indexOf(columns, column) < 0)
        .map(
            column ->
                "note: %s has no column '%s'; it is kept in %s"
                    .formatted(state.heading(), column, shown(workspace.page(id))))
        .toList();
  }

  /** The row with this ID, letter case ignored. */
  public static Task task(Ledger ledger, String id) throws Refusal {
    return Lookup.task(ledger, id);
  }

  /** The state that a word means: its ID, its heading or a usual word for it. */
  public static State state(Layout layout, String word) throws Failure {
    String wanted = normal(word);
    for (State state : layout.states()) {
      if (state.id().equals(wanted) || normal(state.heading()).equals(wanted)) {
        return state;
      }
    }
    Optional<State> usual =
        switch (wanted) {
          case "start", "started", "doing", "wip", "progress" -> layout.state("in-progress");
          case "qa", "reviewing" -> layout.state("review");
          case "todo", "to-do" -> layout.state("backlog");
          case "finish", "finished", "closed" -> layout.state(Layout.DONE);
          default -> Optional.empty();
        };
    if (usual.isPresent()) {
      return usual.get();
    }
    List<String> known = layout.states().stream().map(State::id).toList();
    String near = Nearest.to(wanted, known).map(n -> "did you mean " + n + "? ").orElse("");
    throw new Failure(
        ExitCode.USAGE, "no state '" + word + "'", near + "states: " + String.join(", ", known));
  }

  private static String normal(String word) {
    return word.toLowerCase(java.util.Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-|-$", "");
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
