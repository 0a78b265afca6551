package ledger.app.git;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a forge gets ledger itself. */
sealed interface CiTool {
  /** Where one that is fetched lies, from the repository's root. */
  String FOLDER = ".ledger-tool";

  /** The command, from the repository's root. */
  String launcher();

  /** The repository has it. */
  record InRepository(String launcher) implements CiTool {}

  /**
   * Another repository has it.
   *
   * @param repository on GitHub {@code OWNER/NAME}, on GitLab an address to clone
   * @param revision a tag, a branch or a full commit; null for the default branch
   */
  record InAnother(String repository, @Nullable String revision) implements CiTool {
    @Override
    public String launcher() {
      return FOLDER + "/bin/ledger";
    }
  }

  /**
   * A release, as a Python package.
   *
   * @param requirement name and version
   */
  record Released(String requirement) implements CiTool {
    @Override
    public String launcher() {
      return FOLDER + "/bin/ledger";
    }
  }

  /**
   * What the user named.
   *
   * @param usual the revision if the user named none
   * @return empty if the forge could not fetch such a thing
   */
  static Optional<CiTool> of(CiForge forge, String text, @Nullable String usual) {
    if (text.matches("[A-Za-z0-9][A-Za-z0-9._-]*==[A-Za-z0-9][A-Za-z0-9.!+_-]*")) {
      return Optional.of(new Released(text));
    }
    Pattern form =
        Pattern.compile(
            switch (forge) {
                  case GITHUB -> "([A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+?)";
                  case GITLAB -> "((?:https?|ssh|git|file)://[^/]*/.+?|[\\w.-]+@[\\w.-]+:.+?)";
                }
                + "(?:@([A-Za-z0-9][A-Za-z0-9._/-]*))?");
    Matcher matcher = form.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String revision = matcher.group(2);
    return Optional.of(new InAnother(matcher.group(1), revision == null ? usual : revision));
  }
}
