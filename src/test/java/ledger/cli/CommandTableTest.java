package ledger.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import ledger.app.session.LocalClock;
import ledger.cli.quick.QuickParser;
import ledger.cli.quick.QuickParser.TablePart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The table says what the annotations say, and a call comes out the same by both. */
class CommandTableTest {
  private static final Path SOURCE =
      Path.of(
          System.getProperty("ledger.root", ""),
          "src/main/java/ledger/cli/quick/CommandTable.java");
  private static final String QUOTES = "\"\"\"";

  private static Root root() {
    OutputStream nowhere = OutputStream.nullOutputStream();
    Console console = Console.of(nowhere, nowhere, Map.of());
    return new Root(new Context(console, Map.of(), Path.of("/"), new LocalClock(), List.of()));
  }

  /** Those that the table can hold. */
  private static Stream<CommandSpec> simple() {
    return Commands.line(root()).getSubcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(spec -> spec.userObject() instanceof LedgerCommand)
        .filter(spec -> spec.subcommands().isEmpty() && spec.argGroups().isEmpty())
        .filter(spec -> spec.options().stream().noneMatch(ArgSpec::required));
  }

  @Test
  void holdsWhatTheAnnotationsSay() throws Exception {
    StringBuilder table = new StringBuilder("\n").append(section(root()));
    simple().forEach(spec -> table.append(section(spec)));
    String source = Files.readString(SOURCE);
    int from = source.indexOf(QUOTES) + QUOTES.length() + 1;
    String renewed =
        source.substring(0, from)
            + (table + QUOTES)
                .lines()
                .map(line -> line.isEmpty() ? "" : "      " + line)
                .collect(joining("\n"))
            + source.substring(source.indexOf(QUOTES, from) + QUOTES.length());
    if ("renew".equals(System.getProperty("ledger.golden"))) {
      Files.writeString(SOURCE, renewed);
    }
    assertThat(source).as("-Dledger.golden=renew writes it").isEqualTo(renewed);
  }

  private static String section(Root root) {
    return section(CommandSpec.forAnnotatedObject(root));
  }

  private static String section(CommandSpec spec) {
    return spec.name()
        + ":\n"
        + args(spec).map(arg -> line(spec, arg) + "\n").collect(joining())
        + "\n";
  }

  private static Stream<ArgSpec> args(CommandSpec spec) {
    Stream<OptionSpec> options =
        spec.options().stream()
            .filter(option -> !option.usageHelp() && !option.versionHelp() && !option.inherited());
    return Stream.concat(options, spec.positionalParameters().stream());
  }

  private static String line(CommandSpec spec, ArgSpec arg) {
    List<String> parts = new ArrayList<>();
    for (TablePart part : TablePart.values()) {
      String text =
          switch (part) {
            case NAMES ->
                arg instanceof OptionSpec option ? String.join(",", option.names()) : null;
            case FIELD -> path(spec.userObject().getClass(), (Field) arg.userObject());
            case TYPE -> arg.type().getName();
            case ELEMENT -> arg.isMultiValue() ? arg.auxiliaryTypes()[0].getName() : null;
            case ARITY -> arg.arity().toString();
            case INDEX ->
                arg instanceof PositionalParamSpec param ? param.index().toString() : null;
            case SPLIT -> arg.splitRegex();
            case DEFAULT -> arg.defaultValue();
            case CONVERTER ->
                arg.converters().length == 0 ? null : arg.converters()[0].getClass().getName();
          };
      parts.add(text == null || text.isEmpty() ? QuickParser.NONE : text);
    }
    String line = String.join(" ", parts);
    assertThat(line.split(" ", TablePart.values().length))
        .containsExactly(parts.toArray(String[]::new));
    return line;
  }

  private static String path(Class<?> command, Field field) {
    for (Class<?> type = command; type != null; type = type.getSuperclass()) {
      for (Field own : type.getDeclaredFields()) {
        if (own.isAnnotationPresent(Mixin.class) && own.getType() == field.getDeclaringClass()) {
          return own.getName() + "." + field.getName();
        }
      }
    }
    return field.getName();
  }

  @ParameterizedTest
  @MethodSource("simple")
  void aCallComesOutTheSame(CommandSpec spec) {
    for (ArgSpec arg : args(spec).toList()) {
      List<String> words = new ArrayList<>(List.of("--ledger", "a/b.md", spec.name()));
      if (arg instanceof OptionSpec option) {
        words.add(option.longestName());
        if (arg.arity().max() > 0) {
          words.add(value(arg));
        }
      }
      spec.positionalParameters().stream()
          .filter(param -> param == arg || param.arity().min() > 0)
          .forEach(param -> words.add(value(param)));
      String[] args = words.toArray(String[]::new);
      Root quickRoot = root();
      Optional<ParseResult> quick = Commands.quick(quickRoot, args);
      assertThat(quick).as(String.join(" ", args)).isPresent();
      CommandLine line = Commands.line(root(), args);
      ParseResult slow = line.parseArgs(args);
      assertThat(quickRoot.ledger).isEqualTo(Path.of("a/b.md"));
      assertThat(quick.get().subcommand().commandSpec().userObject())
          .as(String.join(" ", args))
          .usingRecursiveComparison()
          .ignoringFields("spec", "given")
          .isEqualTo(slow.subcommand().commandSpec().userObject());
      assertThat(Commands.onlyAnswers(quick.get())).isEqualTo(Commands.onlyAnswers(slow));
    }
  }

  private static String value(ArgSpec arg) {
    Class<?> type = arg.isMultiValue() ? arg.auxiliaryTypes()[0] : arg.type();
    return type.isEnum()
        ? type.getEnumConstants()[0].toString().toLowerCase(java.util.Locale.ROOT)
        : switch (type.getSimpleName()) {
          case "LocalDate" -> "2026-11-30";
          case "int", "Integer", "long", "Long" -> "3";
          case "double", "Double" -> "0.5";
          case "CellText" -> "Column=text";
          default -> "word";
        };
  }

  @Test
  void helpMistakesAndWhatIsLargerAreLeftToTheAnnotations() {
    for (String call :
        List.of("list --help", "list --stat x", "move", "results show x", "nothing", "--version")) {
      assertThat(Commands.quick(root(), call.split(" "))).as(call).isEmpty();
    }
  }
}
