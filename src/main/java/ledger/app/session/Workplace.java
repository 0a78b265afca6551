package ledger.app.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.State;
import ledger.document.Task;
import ledger.document.TaskId;
import ledger.document.edit.Refusal;
import ledger.document.page.TaskPage;
import ledger.document.parse.LedgerParser;
import ledger.document.parse.Parsed;
import ledger.git.GitReach;
import ledger.git.TrackedFolder;
import ledger.io.Barred;
import ledger.io.OutsideLink;
import ledger.text.InvalidText;
import ledger.text.Problem;
import ledger.text.SourceText;
import ledger.text.Span;
import ledger.workspace.Settings;
import ledger.workspace.Store;
import ledger.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * A workspace with its settings, opened for one use case: reads its files and names them for
 * messages.
 */
public record Workplace(Session session, Workspace workspace, Settings settings) {
  /** The workspace of the ledger that the session names, or the nearest one. */
  public static Workplace open(Session session) throws IOException, InvalidText, Failure {
    return in(session, find(session));
  }

  /** The workspace alone. */
  public static Workspace find(Session session) throws IOException, Failure {
    return new WorkspaceSearch(session).find();
  }

  /**
   * The workspace alone, for use cases that read git: its ledger and settings may exist only in
   * commits.
   */
  public static Workspace findInGit(Session session) throws IOException, Failure {
    return new WorkspaceSearch(session).findInGit();
  }

  /** The same workspace, whose links may lead as far as its git work tree. */
  public static Workspace reaching(Session session, Workspace workspace) {
    return workspace.reaching(new GitReach(workspace.root(), session.env()));
  }

  /** A workspace that is known already. */
  public static Workplace in(Session session, Workspace workspace) throws IOException, InvalidText {
    String shown = session.shown(workspace.settings());
    return new Workplace(session, workspace, Settings.read(workspace, shown));
  }

  public Layout layout() {
    return settings.layout();
  }

  /** A file's bytes; null if there is no file. */
  public byte @Nullable [] content(Path file) throws IOException {
    return workspace.files().content(file);
  }

  public SourceText source(Path file) throws IOException, InvalidText {
    Optional<SourceText> source = sourceIfAny(file);
    if (source.isPresent()) {
      return source.get();
    }
    Problem.Place place = SourceText.of(session.shown(file), "").place(new Span(0, 0));
    String help = "'ledger init' makes a ledger; --ledger FILE names another";
    throw new InvalidText(Problem.error("no-file", place, "there is no such file", help));
  }

  private Optional<SourceText> sourceIfAny(Path file) throws IOException, InvalidText {
    try {
      byte[] content = content(file);
      return content == null
          ? Optional.empty()
          : Optional.of(SourceText.decode(session.shown(file), content));
    } catch (OutsideLink e) {
      throw new InvalidText(e.problem());
    }
  }

  /** The ledger, without errors. */
  public Ledger ledger() throws IOException, InvalidText, InvalidFiles {
    return understood(LedgerParser.parse(source(workspace.ledger()), layout()));
  }

  /** The ledger that was read; its errors are an exception. */
  public static Ledger understood(Parsed parsed) throws InvalidFiles {
    if (!parsed.problems().isEmpty()) {
      throw new InvalidFiles(parsed.problems());
    }
    return parsed.ledger();
  }

  public Optional<TaskPage> page(TaskId id) throws IOException, InvalidText {
    Optional<SourceText> source = sourceIfAny(workspace.page(id));
    return source.isPresent() ? Optional.of(TaskPage.parse(source.get())) : Optional.empty();
  }

  /** The page of a task, or an empty one if there is none yet. */
  public TaskPage pageOrNew(TaskId id) throws IOException, InvalidText {
    Optional<TaskPage> page = page(id);
    return page.isPresent()
        ? page.get()
        : TaskPage.parse(SourceText.of(session.shown(workspace.page(id)), ""));
  }

  /** The pages of the ledger's tasks, as far as they exist. */
  public Map<TaskId, TaskPage> pages(Ledger ledger) throws IOException, InvalidText {
    Map<TaskId, TaskPage> pages = new LinkedHashMap<>();
    for (Task task : ledger.tasks()) {
      Optional<TaskPage> page = page(task.id());
      page.ifPresent(p -> pages.put(task.id(), p));
    }
    return pages;
  }

  /** The state that a word means: its ID, its heading, or a common word for it. */
  public State state(String word) throws Failure {
    return StateWords.state(layout(), word);
  }

  /** Reads files and says what they are to contain; runs under the lock. */
  public interface LockedWork<T> {
    Store.Result<T> run() throws IOException, InvalidText, InvalidFiles, Refusal, Failure;
  }

  /** Runs work under the lock and writes its files as one change, which can be undone. */
  public <T> T write(LockedWork<T> work)
      throws IOException, InvalidText, InvalidFiles, Refusal, Failure {
    try {
      return store().<T, Exception>change(session.command(), work::run);
    } catch (IOException | InvalidText | InvalidFiles | Refusal | Failure | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("no work throws it", e);
    }
  }

  /**
   * Locked writes that can be undone.
   *
   * @throws ledger.io.Barred if the journal came with a clone
   */
  public Store store() throws IOException {
    requireOwnState();
    return new Store(workspace, notice -> session.listener().heard(new Notice.FromStore(notice)));
  }

  /**
   * Makes sure that what {@code .ledger} holds was made here, and did not come with a clone.
   *
   * @throws ledger.io.Barred if git tracks it
   */
  public void requireOwnState() throws IOException {
    Path state = workspace.state().path();
    if (Files.exists(state) && TrackedFolder.isTracked(state, session.env())) {
      throw new Barred(
          session.shown(state) + " is tracked by git, so ledger does not use what is in it",
          "it holds only undo and caches of one machine: 'git rm -r --cached "
              + state.getFileName()
              + "', then remove the folder");
    }
  }

  /** A path from the workspace's root. */
  public String relative(Path file) {
    Path root = workspace.root();
    return file.startsWith(root) ? root.relativize(file).toString() : file.toString();
  }
}
