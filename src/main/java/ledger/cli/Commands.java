package ledger.cli;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import ledger.cli.agent.McpCommand;
import ledger.cli.completion.CompletionCommand;
import ledger.cli.environment.EnvCommand;
import ledger.cli.exchange.ExportCommand;
import ledger.cli.exchange.ImportCommand;
import ledger.cli.experiment.ExperimentCommand;
import ledger.cli.git.ChangesCommand;
import ledger.cli.git.CiCommand;
import ledger.cli.git.DiffCommand;
import ledger.cli.git.HistoryCommand;
import ledger.cli.git.HookCommand;
import ledger.cli.git.LogCommand;
import ledger.cli.git.MergeCommand;
import ledger.cli.git.MergeDriverCommand;
import ledger.cli.host.DoctorCommand;
import ledger.cli.query.ListCommand;
import ledger.cli.query.NextCommand;
import ledger.cli.query.SearchCommand;
import ledger.cli.quick.QuickParser;
import ledger.cli.results.CompareCommand;
import ledger.cli.results.ResultsCommand;
import ledger.cli.results.VerifyCommand;
import ledger.cli.serve.ServeCommand;
import ledger.cli.site.PublishCommand;
import ledger.cli.site.SiteCommand;
import ledger.cli.task.AddCommand;
import ledger.cli.task.AlignCommand;
import ledger.cli.task.CheckCommand;
import ledger.cli.task.EditCommand;
import ledger.cli.task.InitCommand;
import ledger.cli.task.MoveCommand;
import ledger.cli.task.MoveToCommand;
import ledger.cli.task.RemoveCommand;
import ledger.cli.task.RenumberCommand;
import ledger.cli.task.ReopenCommand;
import ledger.cli.task.ShowCommand;
import ledger.cli.task.SortCommand;
import ledger.cli.task.UndoCommand;
import ledger.cli.usage.CommandGroups;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
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
    ALL.put("search", SearchCommand::new);
    ALL.put("next", NextCommand::new);
    ALL.put("show", ShowCommand::new);
    ALL.put("add", AddCommand::new);
    ALL.put("edit", EditCommand::new);
    ALL.put("move", MoveCommand::new);
    ALL.put("start", MoveToCommand.Start::new);
    ALL.put("review", MoveToCommand.Review::new);
    ALL.put("done", MoveToCommand.Done::new);
    ALL.put("reopen", ReopenCommand::new);
    ALL.put("sort", SortCommand::new);
    ALL.put("fmt", AlignCommand::new);
    ALL.put("remove", RemoveCommand::new);
    ALL.put("renumber", RenumberCommand::new);
    ALL.put("import", ImportCommand::new);
    ALL.put("export", ExportCommand::new);
    ALL.put("check", CheckCommand::new);
    ALL.put("undo", UndoCommand::new);
    ALL.put("experiment", ExperimentCommand::new);
    ALL.put("verify", VerifyCommand::new);
    ALL.put("env", EnvCommand::new);
    ALL.put("results", ResultsCommand::new);
    ALL.put("compare", CompareCommand::new);
    ALL.put("serve", ServeCommand::new);
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
    ALL.put("doctor", DoctorCommand::new);
    ALL.put("mcp", McpCommand::new);
    ALL.put("completion", CompletionCommand::new);
  }

  /** Those that only answer. */
  private static final Set<String> ANSWERS =
      Set.of(
          "list",
          "search",
          "show",
          "export",
          "compare",
          "log",
          "diff",
          "changes",
          "completion",
          "completion words",
          "results",
          "results show",
          "results verify");

  /** Options that make a command an answer. */
  private static final Set<String> INSTEAD = Set.of(DryRun.NAME, "--list", "--why", "--check");

  /** Commands that only answer without this word. */
  private static final Map<String, List<String>> UNLESS =
      Map.of(
          "check", List.of("--fix"),
          "next", List.of("--start"),
          "history", List.of("--write"),
          "ci", List.of("--output"),
          "results prune", List.of("--yes"),
          "hook", List.of("install", "uninstall"));

  /** With what scripts ask for words of other commands. */
  private static final String COMPLETING = "words";

  private Commands() {}

  static CommandLine line(Root root, String... args) {
    CommandLine line = new CommandLine(root);
    Set<String> needed = needed(args);
    ALL.forEach(
        (name, command) -> {
          if (needed.isEmpty() || needed.contains(name)) {
            line.addSubcommand(name, command.get());
          }
        });
    if (called(args) == null) {
      CommandGroups.into(line);
    }
    return converting(line);
  }

  static CommandLine converting(CommandLine line) {
    return line.registerConverter(LocalDate.class, Commands::day);
  }

  /** The commands without which a call cannot be parsed or answered; none for all of them. */
  private static Set<String> needed(String... args) {
    String called = called(args);
    List<String> words = List.of(args);
    if (called == null || !called.equals("completion") || !words.contains(COMPLETING)) {
      return called == null ? Set.of() : Set.of(called);
    }
    // The last word is still being typed.
    return words.subList(words.indexOf(COMPLETING) + 1, words.size() - 1).stream()
        .filter(ALL::containsKey)
        .findFirst()
        .map(completed -> Set.copyOf(List.of(called, completed)))
        .orElse(Set.of());
  }

  /** The call as {@link QuickParser} reads it; empty if it needs the annotations. */
  static Optional<ParseResult> quick(Root root, String... args) {
    String called = called(args);
    return called != null
            && Objects.requireNonNull(ALL.get(called)).get() instanceof LedgerCommand command
        ? QuickParser.parse(root, called, command, Commands::converting, args)
        : Optional.empty();
  }

  /**
   * Runs the command that was called. What was given to a command above it belongs to that one, and
   * would have no effect.
   */
  static int run(ParseResult parsed) {
    for (ParseResult at = parsed; at.hasSubcommand(); at = at.subcommand()) {
      CommandSpec spec = at.commandSpec();
      Optional<ArgSpec> lost =
          at.matchedArgs().stream()
              .filter(arg -> spec.parent() != null && !shared(arg))
              .findFirst();
      if (lost.isPresent()) {
        String name = at.subcommand().commandSpec().qualifiedName();
        throw new ParameterException(
            spec.commandLine(),
            "'%s' of '%s' has no effect on '%s'; write it after that"
                .formatted(said(lost.get()), spec.qualifiedName(), name));
      }
    }
    prepare((Root) parsed.commandSpec().userObject(), parsed);
    return new CommandLine.RunLast().execute(parsed);
  }

  /** Gives a long answer to a pager. */
  static void prepare(Root root, ParseResult parsed) {
    if (onlyAnswers(parsed)) {
      root.context().console().page();
    }
  }

  /**
   * Whether what was called only answers. Where the reader of an answer has gone, that is its own
   * business; a change that nobody hears of is an error, and so every other call counts as one.
   */
  static boolean onlyAnswers(ParseResult parsed) {
    ParseResult at = parsed;
    StringBuilder name = new StringBuilder();
    while (at.hasSubcommand()) {
      at = at.subcommand();
      name.append(name.isEmpty() ? "" : " ").append(at.commandSpec().name());
    }
    String command = name.toString();
    ParseResult called = at;
    return name.isEmpty()
        || called.isUsageHelpRequested()
        || ANSWERS.contains(command)
        || INSTEAD.stream().anyMatch(called::hasMatchedOption)
        || (UNLESS.containsKey(command)
            && UNLESS.getOrDefault(command, List.of()).stream()
                .noneMatch(
                    word -> called.hasMatchedOption(word) || called.originalArgs().contains(word)));
  }

  private static boolean shared(ArgSpec arg) {
    return arg instanceof OptionSpec option && option.scopeType() == ScopeType.INHERIT;
  }

  private static String said(ArgSpec arg) {
    return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
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
