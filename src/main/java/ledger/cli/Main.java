package ledger.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import ledger.app.session.Failure;
import ledger.app.session.InvalidFiles;
import ledger.cli.task.CheckCommand;
import ledger.document.edit.BrokenPromise;
import ledger.document.parse.LedgerParser;
import ledger.git.hook.HookCall;
import picocli.CommandLine;

/** The entry point. Everything that a command needs from outside is passed to {@link #run}. */
public final class Main {
  static {
    // What libraries would otherwise look for in the whole jar: a class of Groovy's, a logger.
    System.setProperty("picocli.disable.closures", "true");
    System.setProperty("slf4j.provider", "org.slf4j.nop.NOPServiceProvider");
    System.setProperty("slf4j.internal.verbosity", "ERROR");
  }

  private Main() {}

  /** Runs one command with the process's own streams, environment, folder and clock. */
  public static void main(String[] args) {
    PrintStream out =
        new PrintStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.out),
            false,
            StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.err), true, StandardCharsets.UTF_8);
    if (HookCall.of(List.of(args)).isPresent()) {
      // A hook shows no times. JGit asks for the user's time zone, for whose rules Java would open
      // the whole jar (ADR 11).
      TimeZone.setDefault(new SimpleTimeZone(0, "GMT"));
    }
    Map<String, String> env = System.getenv();
    Console console = Console.of(out, err, env);
    int code = run(console, env, Path.of("").toAbsolutePath(), new LocalClock(), args);
    out.flush();
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
    Root root = new Root(new Context(console, env, folder, clock, List.of(args)));
    Optional<CheckCommand> hook = CheckCommand.calledByHook(root, args);
    int code = hook.isPresent() ? execute(console, hook.get()) : execute(console, root, args);
    console.flush();
    return code;
  }

  private static int execute(Console console, CheckCommand hook) {
    LedgerParser.prepare();
    try {
      return hook.call();
    } catch (Exception e) {
      return explain(console, e);
    }
  }

  private static int execute(Console console, Root root, String... args) {
    CommandLine line = Commands.line(root, args);
    line.setOut(console.outWriter()).setErr(console.errWriter());
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            console.color() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    line.setExecutionExceptionHandler((e, command, parsed) -> explain(console, e));
    return line.execute(args);
  }

  /** The one place where exceptions become words and an exit code. */
  public static int explain(Console console, Exception exception) {
    switch (exception) {
      case InvalidFiles e -> e.problems().forEach(problem -> console.problem(problem));
      case Failure e -> {
        console.error(e.getMessage(), e.help());
        return ExitCode.of(e.kind());
      }
      case BrokenPromise e -> {
        console.error(
            "nothing was written: " + e.getMessage(),
            "this is a bug in ledger; please report the diff below");
        console.diff("ledger", e.before(), e.after());
      }
      case UncheckedIOException e -> console.error(String.valueOf(e.getMessage()), null);
      case IOException e -> console.error(described(e), null);
      default -> {
        console.error(
            "this is a bug in ledger: " + exception, "please report it, with the lines below");
        exception.printStackTrace(console.errWriter());
      }
    }
    return ExitCode.CANNOT;
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
