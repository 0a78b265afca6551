package ledger.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.app.session.LocalClock;
import ledger.cli.task.CheckCommand;
import ledger.cli.usage.UnknownWord;
import ledger.document.edit.BrokenPromise;
import ledger.git.hook.HookCall;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry point. Everything that a command needs from outside is passed to {@link #run}. */
public final class Main {
  static {
    // What libraries would otherwise look for in the whole jar: a class of Groovy's, a logger.
    System.setProperty("picocli.disable.closures", "true");
    System.setProperty("slf4j.provider", "org.slf4j.nop.NOPServiceProvider");
    System.setProperty("slf4j.internal.verbosity", "ERROR");
  }

  /** What Java makes of bytes that it cannot decode; written to a file, they would be lost. */
  private static final char UNREADABLE = '\ufffd';

  private Main() {}

  /** Runs one command with the process's own streams, environment, folder and clock. */
  public static void main(String[] args) {
    if (HookCall.of(List.of(args)).isPresent()) {
      // A hook shows no times. JGit asks for the user's time zone, for whose rules Java would open
      // the whole jar (ADR 11).
      TimeZone.setDefault(new SimpleTimeZone(0, "GMT"));
    }
    Map<String, String> env = System.getenv();
    Console console = Console.ofProcess(env);
    int code = run(console, env, Path.of("").toAbsolutePath(), new LocalClock(), args);
    // Not System.exit: it first looks for a logger of exits, for which Java opens the whole jar.
    // Not
    // a return either: Ctrl-C is how 'site --watch' ends, and its exit code would be 130 (ADR 11).
    Runtime.getRuntime().halt(code);
  }

  /**
   * Runs one command.
   *
   * @param console where it writes
   * @param env the process's environment
   * @param folder the current folder, absolute
   * @param clock for dates in the ledger and times in records
   * @return the exit code, see {@link ExitCode}
   */
  public static int run(
      Console console, Map<String, String> env, Path folder, Clock clock, String... args) {
    for (String word : args) {
      if (word.indexOf(UNREADABLE) >= 0) {
        console.error(
            "'" + word + "' is not UTF-8", "does the terminal have another character set?");
        return ExitCode.USAGE;
      }
    }
    // What is ours asks for no language; picocli, JGit and flexmark write digits in the user's.
    // Java
    // looks up the digits of any language but this one.
    Locale usual = Locale.getDefault();
    Locale.setDefault(Locale.US);
    try {
      return command(console, env, folder, clock, args);
    } catch (StackOverflowError e) {
      console.error(
          "something that was read is nested too deeply, or has too long a line",
          "nothing was written; 'ledger check' may say where it is");
    } catch (OutOfMemoryError e) {
      console.error(
          "there is not enough memory for this", "LEDGER_JAVA_OPTS=-Xmx8g allows eight GiB");
    } finally {
      Locale.setDefault(usual);
    }
    return ExitCode.CANNOT;
  }

  private static int command(
      Console console, Map<String, String> env, Path folder, Clock clock, String... args) {
    Context context = new Context(console, env, folder, clock, List.of(args));
    Optional<CheckCommand> hook = CheckCommand.calledByHook(new Root(context), args);
    if (hook.isPresent()) {
      return ended(console, execute(console, hook.get()), false);
    }
    Root root = new Root(context);
    Optional<ParseResult> quick = Commands.quick(root, args);
    if (quick.isPresent()) {
      Commands.prepare(root, quick.get());
      Object command = quick.get().subcommand().commandSpec().userObject();
      int code = execute(console, (LedgerCommand) command);
      return ended(console, code, !Commands.onlyAnswers(quick.get()));
    }
    CommandLine line = Commands.line(new Root(context), args);
    int code = execute(console, line, args);
    ParseResult parsed = line.getParseResult();
    return ended(console, code, parsed != null && !Commands.onlyAnswers(parsed));
  }

  private static int ended(Console console, int code, boolean changing) {
    return console.lost().isEmpty() ? code : lost(console, console.lost().get(), changing);
  }

  /**
   * Says that the answer could not be written. Where it was piped to a command that needed no more
   * of it, as {@code head} does, a command that only answers ends like one that got the signal.
   */
  private static int lost(Console console, IOException error, boolean changing) {
    if (error instanceof Console.ReaderGone && !changing) {
      return ExitCode.READER_GONE;
    }
    console.error(
        "cannot write to standard output: " + error.getMessage(),
        "only the output is lost: what the command changed stays changed");
    return ExitCode.CANNOT;
  }

  private static int execute(Console console, LedgerCommand command) {
    try {
      return command.call();
    } catch (Exception e) {
      return explain(console, e);
    }
  }

  private static int execute(Console console, CommandLine line, String... args) {
    line.setOut(console.out().writer).setErr(console.err().writer);
    line.setColorScheme(colors(console.out()));
    line.setExecutionExceptionHandler((e, command, parsed) -> explain(console, e));
    line.setParameterExceptionHandler((e, words) -> wrongUsage(console, e));
    line.setExecutionStrategy(Commands::run);
    return line.execute(args);
  }

  /** As picocli does it, with what the user typed made visible. */
  private static int wrongUsage(Console console, ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      UnknownWord.explain(console, unmatched);
    } else {
      console.noteText(String.valueOf(e.getMessage()));
      e.getCommandLine().usage(console.err().writer, colors(console.err()));
    }
    return ExitCode.USAGE;
  }

  private static ColorScheme colors(Sink sink) {
    return CommandLine.Help.defaultColorScheme(sink.color ? Ansi.ON : Ansi.OFF);
  }

  /** The one place where exceptions become words and an exit code. */
  public static int explain(Console console, Exception exception) {
    switch (exception) {
      case InvalidFiles e -> e.problems().forEach(problem -> console.problem(problem));
      case Failure e -> {
        if (e.kind() == Failure.FailureKind.DONE_BEFORE) {
          console.note(e.getMessage());
        } else {
          console.error(e.getMessage(), e.help());
        }
        return ExitCode.of(e.kind());
      }
      case BrokenPromise e -> {
        console.error(
            "nothing was written: " + e.getMessage(),
            "this is a bug in ledger; please report the diff below");
        console.diff("ledger", e.before(), e.after());
      }
      case UncheckedIOException e -> console.error(described(e), null);
      case IOException e -> console.error(described(e), null);
      default -> {
        console.error(
            "this is a bug in ledger: " + exception, "please report it, with the lines below");
        console.trace(exception);
      }
    }
    return ExitCode.CANNOT;
  }

  private static String described(UncheckedIOException e) {
    String own = String.valueOf(e.getMessage());
    IOException cause = Objects.requireNonNull(e.getCause());
    String why = described(cause);
    return own.equals(cause.toString()) ? why : own + ": " + why;
  }

  /** A file system exception in words; some of them have nothing but a path. */
  private static String described(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "no such file: " + missing.getMessage();
      case AccessDeniedException denied -> "access denied: " + denied.getMessage();
      default -> String.valueOf(e.getMessage());
    };
  }
}
