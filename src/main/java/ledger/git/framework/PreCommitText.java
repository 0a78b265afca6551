package ledger.git.framework;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.git.framework.HookFramework.Addition;
import ledger.git.hook.HookKind;
import ledger.text.ShellWord;

/**
 * What to add to the configuration of the pre-commit framework.
 *
 * @param before its text
 * @param config the same as data
 */
record PreCommitText(FrameworkSite site, Path file, String before, ConfigTree config) {
  private static final Pattern ITEM = Pattern.compile("(?m)^( *)- +repo *:");

  private static final String TYPES = "default_install_hook_types: [%s]\n";

  /**
   * The hook.
   *
   * @param withTypes also the hooks of git that the tool installs
   */
  Addition hook(boolean withTypes) {
    if (isToml()) {
      return new Addition(file, "", toml());
    }
    String types = withTypes ? TYPES.formatted("pre-commit, pre-merge-commit") : "";
    String item =
        """
        - repo: local
          hooks:
            - id: %s
              name: check the staged ledger
              entry: %s
              language: system
              files: %s
              pass_filenames: false
              stages: [pre-commit, pre-merge-commit]
        """
            .formatted(id(), Quoted.yaml(entry()), Quoted.yaml(files()));
    if (config.list("repos").isEmpty()) {
      String instead = config.has("repos") ? "instead of 'repos: []'" : "";
      return new Addition(file, instead, "repos:\n" + item.indent(2) + types);
    }
    return new Addition(file, "at the end of 'repos'", item.indent(indent()) + types);
  }

  /** The hooks of git that the tool installs, where some are named already. */
  Addition types(List<String> named) {
    List<String> all = new ArrayList<>(named);
    if (all.isEmpty()) {
      all.add(HookKind.PRE_COMMIT.file());
    }
    all.add(HookKind.PRE_MERGE_COMMIT.file());
    if (!named.isEmpty()) {
      String line = isToml() ? tomlTypes(all) : TYPES.formatted(String.join(", ", all));
      return new Addition(file, "instead of its 'default_install_hook_types'", line);
    }
    return isToml()
        ? new Addition(file, "at its top", tomlTypes(all))
        : new Addition(file, "", TYPES.formatted(String.join(", ", all)));
  }

  private int indent() {
    Matcher item = ITEM.matcher(before);
    return item.find() ? item.group(1).length() : 2;
  }

  boolean isToml() {
    return file.toString().endsWith(".toml");
  }

  private String id() {
    return site.name().equals("ledger") ? "ledger-check" : site.name();
  }

  /** The tool starts programs itself, so a shell has to look the command up. */
  private String entry() {
    return site.isPortable() ? site.line() : "sh -c " + ShellWord.quoted("exec " + site.line());
  }

  private String files() {
    return "^(%s|%s)$".formatted(literal(site.files().ledger()), literal(site.files().settings()));
  }

  /** A path as a Python regular expression. */
  private static String literal(String path) {
    return path.replaceAll("([.\\\\+*?\\[\\](){}^$|#])", "\\\\$1");
  }

  private String toml() {
    return """
        [[repos]]
        repo = "local"

        [[repos.hooks]]
        id = "%s"
        name = "check the staged ledger"
        entry = %s
        language = "system"
        files = %s
        pass_filenames = false
        stages = ["pre-commit", "pre-merge-commit"]
        """
        .formatted(id(), Quoted.json(entry()), Quoted.json(files()));
  }

  private static String tomlTypes(List<String> types) {
    return "default_install_hook_types = " + types.stream().map(Quoted::json).toList() + "\n";
  }
}
