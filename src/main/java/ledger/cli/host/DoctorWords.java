package ledger.cli.host;

import java.util.Locale;
import java.util.Map;
import ledger.app.host.HostCheck;
import ledger.app.host.HostTrouble;
import ledger.cli.Console;
import ledger.cli.Styled;
import ledger.cli.Styled.Style;

/** What was found on this machine, in words. */
final class DoctorWords {
  private static final int WIDTH = 13;

  private DoctorWords() {}

  static void print(Console console, HostCheck check) {
    String topic = (id(check.topic()) + " ".repeat(WIDTH)).substring(0, WIDTH);
    Styled line = mark(check).and(" " + topic + found(check));
    console.print(line);
    check
        .trouble()
        .map(trouble -> remedy(trouble, check.facts()))
        .ifPresent(help -> console.print(" ".repeat(8 + WIDTH) + "help: " + help));
  }

  private static Styled mark(HostCheck check) {
    return check
        .trouble()
        .map(
            trouble ->
                switch (trouble.weight()) {
                  case HINT -> Styled.of(Style.DIM, "hint   ");
                  case WARNING -> Styled.of(Style.YELLOW, "warning");
                  case ERROR -> Styled.of(Style.RED, "error  ");
                })
        .orElseGet(() -> Styled.of(Style.GREEN, "ok     "));
  }

  /** As in JSON: {@code no-git}. */
  static String id(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String found(HostCheck check) {
    Map<String, String> facts = check.facts();
    return switch (check.topic()) {
      case LEDGER -> fact(facts, "version", "") + fact(facts, "launcher", ", ");
      case COMMAND ->
          facts.containsKey("first")
              ? facts.get("first") + fact(facts, "others", " comes before ")
              : "no 'ledger' on the PATH" + fact(facts, "alias", "; there is ");
      case JAVA ->
          fact(facts, "version", "") + fact(facts, "vendor", ", ") + fact(facts, "home", ", ");
      case ARCHIVE -> archive(check);
      case GIT -> facts.getOrDefault("version", "there is none");
      case PYTHON ->
          facts.containsKey("file")
              ? facts.get("version") + fact(facts, "file", ", ")
              : facts.getOrDefault("lacks", "");
      case UV ->
          facts.containsKey("file")
              ? facts.getOrDefault("version", "") + fact(facts, "file", ", ")
              : "none; environments are made with venv and pip";
      case BLAS ->
          facts.containsKey("openblas")
              ? "OpenBLAS, " + facts.get("openblas")
              : "no OpenBLAS found on this system; environments that preload it cannot run";
      case WORKSPACE -> facts.getOrDefault("ledger", "no ledger in this folder or above it");
      case HOOKS ->
          facts.isEmpty()
              ? "none installed"
              : fact(facts, "working", "working: ")
                  + fact(
                      facts,
                      "broken",
                      facts.containsKey("working") ? "; not working: " : "not working: ");
      case ENVIRONMENT -> environment(facts);
      case TERMINAL ->
          (facts.containsKey("columns") ? facts.get("columns") + " columns" : "none")
              + fact(facts, "type", ", ")
              + fact(facts, "locale", ", ")
              + fact(facts, "colour", ", colour ");
      case DISK -> space(facts.getOrDefault("free", "0")) + " free in " + facts.get("folder");
    };
  }

  private static String archive(HostCheck check) {
    String file = fact(check.facts(), "file", ": ");
    return check
        .trouble()
        .map(
            trouble ->
                trouble == HostTrouble.NO_ARCHIVE
                    ? "no class archive, so each start takes longer"
                    : "the class archive is not used" + file)
        .orElse("the class archive is used" + file);
  }

  private static String environment(Map<String, String> facts) {
    String name = facts.getOrDefault("name", "");
    if (facts.containsKey("requirements")) {
      return name + ": there is no file " + facts.get("requirements");
    }
    return name
        + fact(facts, "experiment", " of ")
        + fact(facts, "lacks", ": ")
        + fact(facts, "state", ": ")
        + fact(facts, "preloads", ", with ");
  }

  private static String fact(Map<String, String> facts, String name, String before) {
    String value = facts.get(name);
    return value == null ? "" : before + value;
  }

  private static String space(String bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", Long.parseLong(bytes) / (double) (1L << 30));
  }

  static String remedy(HostTrouble trouble, Map<String, String> facts) {
    return switch (trouble) {
      case COMMAND_NOT_ON_PATH ->
          "put the folder of this launcher on the PATH" + fact(facts, "launcher", ": ");
      case OTHER_COMMAND_FIRST ->
          facts.containsKey("alias")
              ? "call this one as task-ledger, or put its folder before the other on the PATH"
              : "put this one's folder before the other on the PATH";
      case NO_ARCHIVE ->
          "it is made once, after the first start, where the user's cache can be written";
      case ARCHIVE_REJECTED ->
          facts.containsKey("options")
              ? "unset " + facts.get("options") + ", or leave out what changes the JVM"
              : "delete the file; the next start makes a new one";
      case NO_GIT -> "install git; without it there are no hooks, no log and no merges";
      case NO_PYTHON -> facts.getOrDefault("help", "install Python 3.10 or newer");
      case NO_LEDGER -> "'ledger init' makes one here; --ledger FILE names another";
      case LEDGER_UNREADABLE -> "'ledger check' says where and why";
      case NO_HOOKS -> "'ledger hook install' has commits checked";
      case HOOKS_BROKEN -> "'ledger hook status' says why; 'ledger hook install' writes them again";
      case NO_REQUIREMENTS -> "correct the path in the settings, or create the file";
      case NO_LIBRARY, NO_OPTIONAL_LIBRARY ->
          facts.getOrDefault("help", "install the library")
              + (trouble == HostTrouble.NO_OPTIONAL_LIBRARY
                  ? "; until then the environment is skipped"
                  : "");
      case LITTLE_SPACE -> "make room: an environment with large packages takes about 1 GiB";
    };
  }
}
