package ledger.git.framework;

/**
 * What to add to lefthook's configuration, in the format that it has.
 *
 * @param file its name tells the format
 */
record LefthookText(FrameworkSite site, String file) {
  /** Whether a hook that is there already does not matter: TOML's tables have full names. */
  boolean isAppended() {
    return file.endsWith(".toml");
  }

  private boolean isJson() {
    return file.endsWith(".json") || file.endsWith(".jsonc");
  }

  /** A hook with this command alone. */
  String hook(String hook) {
    if (isAppended()) {
      return "[%s.commands.%s]\n%s".formatted(hook, site.name(), toml());
    }
    return isJson()
        ? "  \"%s\": {\n%s  },\n".formatted(hook, commands())
        : hook + ":\n" + commands();
  }

  /** All hooks, as they stand in the file. */
  String whole(String hooks) {
    return isJson() ? hooks.replaceAll(",\n$", "\n").indent(0) : hooks;
  }

  /** The commands of a hook. */
  String commands() {
    return isJson() ? "    \"commands\": {\n" + command() + "    }\n" : "  commands:\n" + command();
  }

  /** One command. */
  String command() {
    String files = "";
    if (isJson()) {
      files = site.isPlain() ? "\"glob\": [\"%s\", \"%s\"], ".formatted(ledger(), settings()) : "";
      return "      \"%s\": {%s\"run\": %s}\n".formatted(site.name(), files, Quoted.json(line()));
    }
    if (site.isPlain()) {
      files = "      glob:\n        - \"%s\"\n        - \"%s\"\n".formatted(ledger(), settings());
    }
    return "    %s:\n%s      run: %s\n".formatted(site.name(), files, Quoted.yaml(line()));
  }

  private String toml() {
    String glob = site.isPlain() ? "glob = [\"%s\", \"%s\"]\n".formatted(ledger(), settings()) : "";
    return glob + "run = " + Quoted.json(line()) + "\n";
  }

  /** Where a pattern cannot say which files it is for, the command does. */
  private String line() {
    if (!site.isPlain()) {
      return site.guardedLine();
    }
    // A value of YAML that starts with a quote would have to be in quotes itself.
    return site.isPortable() ? site.line() : "exec " + site.line();
  }

  private String ledger() {
    return site.files().ledger();
  }

  private String settings() {
    return site.files().settings();
  }
}
