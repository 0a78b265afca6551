package ledger.cli.quick;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import ledger.cli.LedgerCommand;
import ledger.cli.Root;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.PicocliException;
import picocli.CommandLine.ScopeType;

/**
 * Has picocli parse a call by {@link CommandTable} instead of by the command's annotations, whose
 * reading takes a quarter of a short command's time (ADR 19). The table knows what a well-formed
 * call may hold and nothing else: help, mistakes and commands with commands of their own are left
 * to the annotations.
 */
public final class QuickParser {
  /** What is in a line of the table, in this order; only the last may have spaces. */
  public enum TablePart {
    NAMES,
    FIELD,
    TYPE,
    ELEMENT,
    ARITY,
    INDEX,
    SPLIT,
    CONVERTER,
    DEFAULT
  }

  /** Where a line of the table has nothing. */
  public static final String NONE = "-";

  private QuickParser() {}

  /**
   * Gives a command its options and parameters.
   *
   * @param name as it is typed
   * @param converting registers the types of options that picocli does not know
   * @param command a new one, since a call that cannot be parsed leaves some of its fields set
   * @return empty if this call needs the annotations
   */
  public static Optional<ParseResult> parse(
      Root root,
      String name,
      LedgerCommand command,
      UnaryOperator<CommandLine> converting,
      String... args) {
    Optional<List<String>> lines = CommandTable.of(name);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    try {
      CommandSpec called = CommandSpec.wrapWithoutInspection(command).name(name);
      for (String line : lines.get()) {
        add(called, line, command, ScopeType.LOCAL);
      }
      CommandSpec all = CommandSpec.wrapWithoutInspection(root).name("ledger");
      for (String line : CommandTable.of("ledger").orElseThrow()) {
        add(all, line, root, ScopeType.INHERIT);
      }
      CommandLine line = converting.apply(new CommandLine(all));
      line.addSubcommand(name, called);
      command.give(root);
      return Optional.of(line.parseArgs(args));
    } catch (PicocliException | ReflectiveOperationException e) {
      return Optional.empty(); // The annotations say what is wrong, in words.
    }
  }

  private static void add(CommandSpec spec, String line, Object owner, ScopeType scope)
      throws ReflectiveOperationException {
    TableLine of = TableLine.of(line);
    FieldBinding field = new FieldBinding(owner, of.given(TablePart.FIELD));
    String arity = of.given(TablePart.ARITY);
    if (of.has(TablePart.NAMES)) {
      spec.addOption(
          OptionSpec.builder(of.given(TablePart.NAMES).split(","))
              .type(type(of.given(TablePart.TYPE)))
              .auxiliaryTypes(of.elements())
              .arity(arity)
              .splitRegex(of.text(TablePart.SPLIT))
              .defaultValue(of.has(TablePart.DEFAULT) ? of.given(TablePart.DEFAULT) : null)
              .converters(of.converters())
              .scopeType(scope)
              .hasInitialValue(false)
              .getter(field)
              .setter(field)
              .build());
    } else {
      // picocli's two builders have no type in common that others can name.
      spec.addPositional(
          PositionalParamSpec.builder()
              .index(of.given(TablePart.INDEX))
              .required(!arity.startsWith("0"))
              .type(type(of.given(TablePart.TYPE)))
              .auxiliaryTypes(of.elements())
              .arity(arity)
              .splitRegex(of.text(TablePart.SPLIT))
              .defaultValue(of.has(TablePart.DEFAULT) ? of.given(TablePart.DEFAULT) : null)
              .converters(of.converters())
              .hasInitialValue(false)
              .getter(field)
              .setter(field)
              .build());
    }
  }

  /**
   * A line of the table.
   *
   * @param parts its words, by the ordinals of their parts: an enum's map would start with
   *     reflection
   */
  private record TableLine(List<String> parts) {
    static TableLine of(String line) {
      return new TableLine(List.of(line.split(" ", TablePart.values().length)));
    }

    boolean has(TablePart part) {
      return !given(part).equals(NONE);
    }

    @SuppressWarnings("EnumOrdinal") // The order of the parts is that of a line.
    String given(TablePart part) {
      return parts.get(part.ordinal());
    }

    String text(TablePart part) {
      return has(part) ? given(part) : "";
    }

    Class<?>[] elements() throws ClassNotFoundException {
      return has(TablePart.ELEMENT)
          ? new Class<?>[] {type(given(TablePart.ELEMENT))}
          : new Class<?>[0];
    }

    ITypeConverter<?>[] converters() throws ReflectiveOperationException {
      if (!has(TablePart.CONVERTER)) {
        return new ITypeConverter<?>[0];
      }
      Constructor<?> constructor =
          Class.forName(given(TablePart.CONVERTER)).getDeclaredConstructor();
      constructor.setAccessible(true);
      return new ITypeConverter<?>[] {(ITypeConverter<?>) constructor.newInstance()};
    }
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return switch (name) {
      case "boolean" -> boolean.class;
      case "int" -> int.class;
      default -> Class.forName(name);
    };
  }
}
