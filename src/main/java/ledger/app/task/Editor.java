package ledger.app.task;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.app.session.Failure;
import ledger.app.session.Workplace;
import ledger.cli.LedgerCommand;
import ledger.document.Layout;
import ledger.document.Ledger;
import ledger.document.TaskId;
import ledger.document.edit.Change;
import ledger.document.edit.Plan;
import ledger.document.edit.Planner;
import ledger.document.edit.Refusal;
import ledger.document.page.TaskPage;
import ledger.document.parse.LedgerParser;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import ledger.workspace.FileChange;
import ledger.workspace.Settings;
import ledger.workspace.Store;
import ledger.workspace.Workspace;

/** Makes changes of a ledger and its pages, each proven, all of them or none, under the lock. */
public final class Editor {
  private final LedgerCommand command;
  private final Workspace workspace;
  private final Layout layout;

  public Editor(LedgerCommand command, Workspace workspace, Settings settings) {
    this.command = command;
    this.workspace = workspace;
    this.layout = settings.layout();
  }

  /**
   * Says what to change, one after the other: each is asked for with the ledger as the ones before
   * left it. All of them are asked for twice, and what they say last counts.
   */
  public interface Wish {
    Change of(Ledger ledger) throws Refusal, IOException, InvalidText, Failure;
  }

  /**
   * Files that change along with the ledger; asked for with the ledger as it was, twice like
   * wishes.
   */
  public interface Others {
    List<FileChange> of(Ledger before) throws IOException, InvalidText, Failure, Refusal;
  }

  /**
   * Makes the changes, or shows them.
   *
   * @param dryRun print a diff and write nothing
   * @return whether anything changes
   */
  public boolean apply(List<Wish> wishes, boolean dryRun) throws Exception {
    return apply(wishes, before -> List.of(), dryRun);
  }

  /** The same with other files; all of it is one change. */
  public boolean apply(List<Wish> wishes, Others others, boolean dryRun) throws Exception {
    if (dryRun) {
      List<FileChange> files = plan(wishes, others);
      for (FileChange file : files) {
        if (java.util.Arrays.equals(file.before(), file.after())) {
          continue;
        }
        command.console().diff(relative(file.file()), text(file.before()), text(file.after()));
      }
      return !files.isEmpty();
    }
    rehearse(wishes, others);
    Store store = new Workplace(command.session(), workspace, Settings.DEFAULT).store();
    return store.<Boolean, Exception>change(
        command.context().command(),
        () -> {
          List<FileChange> files = plan(wishes, others);
          return new Store.Result<>(files, !files.isEmpty());
        });
  }

  /**
   * Plans once without the lock: what a cold process needs hundreds of milliseconds for takes a few
   * the second time, and others wait while the lock is held. Its answer does not count, be it an
   * error: another command may be changing the files.
   */
  private void rehearse(List<Wish> wishes, Others others) {
    try {
      plan(wishes, others);
    } catch (Exception e) {
      return; // Said under the lock, if it is still so.
    }
  }

  private List<FileChange> plan(List<Wish> wishes, Others others) throws Exception {
    SourceText source = command.source(workspace.ledger());
    Ledger ledger = LedgerCommand.understood(LedgerParser.parse(source, layout));
    Ledger before = ledger;
    Map<TaskId, TaskPage> pages = new HashMap<>();
    for (Wish wish : wishes) {
      Change change = wish.of(ledger);
      Optional<TaskId> id = subject(change);
      Optional<TaskPage> page = Optional.empty();
      if (id.isPresent()) {
        page =
            pages.containsKey(id.get())
                ? Optional.of(pages.get(id.get()))
                : command.page(workspace, id.get());
      }
      Plan plan = Planner.plan(ledger, layout, change, page);
      ledger = plan.apply(ledger, layout);
      if (id.isPresent() && plan.page().isPresent()) {
        TaskPage old =
            page.isPresent()
                ? page.get()
                : TaskPage.parse(SourceText.of(command.shown(workspace.page(id.get())), ""));
        pages.put(id.get(), TaskPage.parse(old.source().with(old.with(plan.page().get()))));
      }
    }
    List<FileChange> files = new ArrayList<>(others.of(before));
    for (Map.Entry<TaskId, TaskPage> page : pages.entrySet()) {
      Path file = workspace.page(page.getKey());
      files.add(new FileChange(file, Store.content(file), page.getValue().source().encode()));
    }
    if (!ledger.source().content().equals(source.content())) {
      files.add(new FileChange(workspace.ledger(), source.encode(), ledger.source().encode()));
    }
    return files;
  }

  private static Optional<TaskId> subject(Change change) {
    return switch (change) {
      case Change.Move move -> Optional.of(move.id());
      case Change.Add add -> Optional.of(add.id());
      case Change.SetCells set -> Optional.of(set.id());
      case Change.Sort sort -> Optional.empty();
      case Change.Put put -> Optional.empty();
      case Change.Remove remove -> Optional.empty();
      case Change.Renumber renumber -> Optional.empty();
    };
  }

  private String relative(Path file) {
    return workspace.root().relativize(file).toString();
  }

  private static String text(byte @org.jspecify.annotations.Nullable [] content) {
    return content == null ? "" : new String(content, StandardCharsets.UTF_8);
  }
}
