package ledger.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import ledger.app.App;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.Listener;
import ledger.app.session.Session;
import ledger.app.session.StateWords;
import ledger.app.session.Workplace;
import ledger.document.Column;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.State;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.edit.Lookup;
import ledger.document.edit.Refusal;
import ledger.document.page.TaskPage;
import ledger.document.parse.Parsed;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import ledger.workspace.Settings;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that works on a ledger. */
public abstract class LedgerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** Set where nobody parsed the command, see {@code CheckCommand.calledByHook}. */
  private @Nullable Root given;

  /** The top-level command; there may be another one between it and this one. */
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

  /** What the command calls. */
  protected final App app() {
    return new App(session());
  }

  /** The same for a use case that runs experiments. */
  protected final App app(Progress progress) {
    return new App(session(progress));
  }

  public final Session session() {
    return session(notice -> NoticeWords.print(console(), notice));
  }

  protected final Session session(Listener listener) {
    return context().session(root().ledger, listener);
  }

  /** The launcher that the user called; null if it was not used. */
  protected static @Nullable Path launcher() {
    String path = System.getProperty("ledger.launcher");
    return path == null ? null : Path.of(path);
  }

  // ---- what follows serves commands whose rules have not moved to app yet ----

  public Workspace workspace() throws IOException, Failure {
    return Workplace.find(session());
  }

  public Workplace workplace() throws IOException, InvalidText, Failure {
    return Workplace.open(session());
  }

  public Workspace workspaceInGit() throws IOException, Failure {
    return Workplace.findInGit(session());
  }

  public final Workplace in(Workspace workspace) throws IOException, InvalidText {
    return Workplace.in(session(), workspace);
  }

  /** A path as the user would write it: relative to the current folder if it is below it. */
  public String shown(Path path) {
    return session().shown(path);
  }

  public Settings settings(Workspace workspace) throws IOException, InvalidText {
    return in(workspace).settings();
  }

  public SourceText source(Path file) throws IOException, InvalidText {
    return new Workplace(session(), Workspace.of(file), Settings.DEFAULT).source(file);
  }

  /** The ledger, without errors. */
  public Ledger ledger(Workspace workspace, Settings settings)
      throws IOException, InvalidText, InvalidFiles {
    return new Workplace(session(), workspace, settings).ledger();
  }

  public static Ledger understood(Parsed parsed) throws InvalidFiles {
    return Workplace.understood(parsed);
  }

  public Optional<TaskPage> page(Workspace workspace, TaskId id) throws IOException, InvalidText {
    return new Workplace(session(), workspace, Settings.DEFAULT).page(id);
  }

  /** The pages of the ledger's tasks, as far as they exist. */
  public Map<TaskId, TaskPage> pages(Workspace workspace, Ledger ledger)
      throws IOException, InvalidText {
    return new Workplace(session(), workspace, Settings.DEFAULT).pages(ledger);
  }

  /** What to say about values for columns that a task's table lacks. */
  public List<String> held(
      Workspace workspace, TaskId id, State state, List<Column> columns, Set<String> named) {
    return named.stream()
        .filter(column -> Column.indexOf(columns, column) < 0)
        .map(
            column ->
                "note: %s has no column '%s'; the value is kept in %s"
                    .formatted(state.heading(), column, shown(workspace.page(id))))
        .toList();
  }

  /** The row with this ID, ignoring case. */
  public static Task task(Ledger ledger, String id) throws Refusal {
    return Lookup.task(ledger, id);
  }

  public State state(Layout layout, String word) throws Failure {
    return StateWords.state(layout, word);
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
