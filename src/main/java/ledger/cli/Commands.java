package ledger.cli;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import ledger.cli.git.ChangesCommand;
import ledger.cli.git.CiCommand;
import ledger.cli.git.DiffCommand;
import ledger.cli.git.HistoryCommand;
import ledger.cli.git.HookCommand;
import ledger.cli.git.LogCommand;
import ledger.cli.git.MergeCommand;
import ledger.cli.git.MergeDriverCommand;
import ledger.cli.results.CompareCommand;
import ledger.cli.results.ResultsCommand;
import ledger.cli.results.VerifyCommand;
import ledger.cli.site.PublishCommand;
import ledger.cli.site.SiteCommand;
import ledger.cli.task.AddCommand;
import ledger.cli.task.CheckCommand;
import ledger.cli.task.EditCommand;
import ledger.cli.task.InitCommand;
import ledger.cli.task.ListCommand;
import ledger.cli.task.MoveCommand;
import ledger.cli.task.MoveToCommand;
import ledger.cli.task.RemoveCommand;
import ledger.cli.task.RenumberCommand;
import ledger.cli.task.ReopenCommand;
import ledger.cli.task.ShowCommand;
import ledger.cli.task.SortCommand;
import ledger.cli.task.UndoCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/**
 * All commands. Building all of them takes longer than running one, so only the one that is called
 * is built.
 */
final class Commands {
  private static final Map<String, Supplier<Object>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("init", InitCommand::new);
    ALL.put("list", ListCommand::new);
    ALL.put("show", ShowCommand::new);
    ALL.put("add", AddCommand::new);
    ALL.put("edit", EditCommand::new);
    ALL.put("move", MoveCommand::new);
    ALL.put("start", MoveToCommand.Start::new);
    ALL.put("review", MoveToCommand.Review::new);
    ALL.put("done", MoveToCommand.Done::new);
    ALL.put("reopen", ReopenCommand::new);
    ALL.put("sort", SortCommand::new);
    ALL.put("remove", RemoveCommand::new);
    ALL.put("renumber", RenumberCommand::new);
    ALL.put("check", CheckCommand::new);
    ALL.put("undo", UndoCommand::new);
    ALL.put("verify", VerifyCommand::new);
    ALL.put("results", ResultsCommand::new);
    ALL.put("compare", CompareCommand::new);
    ALL.put("site", SiteCommand::new);
    ALL.put("publish", PublishCommand::new);
    ALL.put("log", LogCommand::new);
    ALL.put("diff", DiffCommand::new);
    ALL.put("history", HistoryCommand::new);
    ALL.put("changes", ChangesCommand::new);
    ALL.put("hook", HookCommand::new);
    ALL.put("merge", MergeCommand::new);
    ALL.put("ci", CiCommand::new);
    ALL.put("merge-driver", MergeDriverCommand::new);
    ALL.put("completion", CompletionCommand::new);
  }

  private Commands() {}

  static CommandLine line(Root root, String... args) {
    CommandLine line = new CommandLine(root);
    String called = called(args);
    ALL.forEach(
        (name, command) -> {
          if (called == null || called.equals(name)) {
            line.addSubcommand(name, command.get());
          }
        });
    line.registerConverter(LocalDate.class, Commands::day);
    return line;
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException("'" + text + "' is not a date of the form YYYY-MM-DD");
    }
  }

  /** The command's name, if it is clear which one is meant; null leaves it to picocli. */
  private static @Nullable String called(String... args) {
    int at = 0;
    while (at < args.length && args[at].startsWith("--ledger")) {
      at += args[at].contains("=") ? 1 : 2;
    }
    return at < args.length && ALL.containsKey(args[at]) ? args[at] : null;
  }
}
