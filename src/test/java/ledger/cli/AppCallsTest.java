package ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.app.App;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The list of the calls of {@link App} reads like the list of commands. */
class AppCallsTest {
  /** Calls that are named after an option instead: {@code check --rules}, {@code undo --list}. */
  private static final Map<String, String> OF_OPTIONS =
      Map.of(
          "rules",
          "check",
          "undoable",
          "undo",
          "draft",
          "new",
          "takeIn",
          "import",
          "backfill",
          "history",
          "runs",
          "verify",
          "board",
          "serve");

  /** A group of calls whose commands stand alone. */
  private static final String GROUP = "history";

  /** What changes how another call is made. */
  private static final String PREPARES = "expecting";

  /** Short forms of {@code move}, and what works on no ledger. */
  private static final Set<String> WITHOUT_A_CALL =
      Set.of("start", "review", "done", "help", "mcp");

  /** What has not moved to app yet. */
  private static final Set<String> NOT_YET = Set.of("publish");

  /** The commands with their subcommands, as in {@code results-show}. */
  private static Set<String> commands() {
    Console console = Console.of(PRINTS_NOTHING, PRINTS_NOTHING, Map.of());
    Root root = new Root(new Context(console, Map.of(), Path.of(""), Clock.systemUTC(), List.of()));
    Set<String> names = new TreeSet<>();
    collect("", Commands.line(root), names);
    names.removeAll(WITHOUT_A_CALL);
    return names;
  }

  private static final PrintStream PRINTS_NOTHING =
      new PrintStream(java.io.OutputStream.nullOutputStream());

  private static void collect(String above, CommandLine line, Set<String> names) {
    line.getSubcommands()
        .forEach(
            (name, command) -> {
              names.add(above + name);
              collect(above + name + "-", command, names);
            });
  }

  private static Set<String> calls() {
    return Stream.of(App.class.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> !method.getName().equals(PREPARES))
        .flatMap(AppCallsTest::names)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Of a call that gives further calls, these too. */
  private static Stream<String> names(Method method) {
    String own = name(method);
    Stream<Method> further =
        method.getReturnType().getSimpleName().endsWith("Calls")
            ? Stream.of(method.getReturnType().getDeclaredMethods())
                .filter(each -> Modifier.isPublic(each.getModifiers()))
            : Stream.empty();
    String above = own.equals(GROUP) ? "" : own + "-";
    return Stream.concat(Stream.of(own), further.map(each -> above + name(each)));
  }

  private static String name(Method method) {
    return OF_OPTIONS.getOrDefault(method.getName(), kebab(method.getName()));
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  @Test
  void everyCallIsACommandOrAnActionOfOne() {
    Set<String> commands = commands();
    Set<String> withActions =
        commands.stream()
            .filter(name -> commands.stream().noneMatch(other -> other.startsWith(name + "-")))
            .collect(Collectors.toSet());
    assertThat(calls())
        .allMatch(
            call ->
                commands.contains(call)
                    || withActions.stream().anyMatch(name -> call.startsWith(name + "-")));
  }

  @Test
  void everyCommandIsACall() {
    Set<String> calls = calls();
    assertThat(commands())
        .allMatch(
            name ->
                NOT_YET.contains(name)
                    || calls.contains(name)
                    || calls.stream().anyMatch(call -> call.startsWith(name + "-")));
  }
}
