package ledger.workspace;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import ledger.document.Layout;
import ledger.text.InvalidText;
import ledger.text.SourceText;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ledger.toml} says. Every setting has a default, and the file may be missing.
 *
 * @param layout states and priorities
 * @param ledger where the ledger is, from the folder of the settings; null for the usual place
 * @param title of the site; null for the ledger's title
 * @param base the site's address, for feeds and sitemaps; null if it has none
 * @param repository the address at which a forge shows the repository, for links to its files; null
 *     if there is none
 * @param historyFromGit whether the site's histories begin with what git's commits say
 * @param environment the environment that decides whether a task may be Done
 * @param subject names of the packages whose versions outcomes quote
 * @param policy what Done requires besides that
 * @param limits what an experiment may use
 * @param environments by name: the built-in ones, then those that the file adds
 */
public record Settings(
    Layout layout,
    @Nullable String ledger,
    @Nullable String title,
    @Nullable String base,
    @Nullable String repository,
    boolean historyFromGit,
    String environment,
    List<String> subject,
    Policy policy,
    Limits limits,
    SequencedMap<String, Environment> environments) {
  public static final Settings DEFAULT =
      new Settings(
          Layout.DEFAULT,
          null,
          null,
          null,
          null,
          false,
          "pinned",
          List.of(),
          Policy.NONE,
          Limits.DEFAULT,
          environments(List.of()));

  /**
   * What must agree before a task may be Done.
   *
   * @param environments besides the deciding one
   * @param hosts kinds of host
   * @param strict whether a done task whose evidence no longer suffices is an error of a check
   */
  public record Policy(List<String> environments, List<String> hosts, boolean strict) {
    static final Policy NONE = new Policy(List.of(), List.of(), false);
  }

  /** The built-in environments and others, by name; an own one takes a built-in one's place. */
  static SequencedMap<String, Environment> environments(List<Environment> own) {
    SequencedMap<String, Environment> all = new LinkedHashMap<>();
    Environment.BUILT_IN.forEach(environment -> all.put(environment.name(), environment));
    own.forEach(environment -> all.put(environment.name(), environment));
    return all;
  }

  /**
   * Reads the settings, or returns the defaults if the file is missing.
   *
   * @param shown the file's name in messages
   * @throws InvalidText for a text that is not valid TOML, an unknown setting, or a value of
   *     another kind
   */
  public static Settings read(Workspace workspace, String shown) throws IOException, InvalidText {
    byte[] text = workspace.files().content(workspace.settings());
    return text == null ? DEFAULT : of(SourceText.decode(shown, text));
  }

  /** The settings in a text from any source. */
  public static Settings of(SourceText source) throws InvalidText {
    return new SettingsReader(source).settings();
  }
}
