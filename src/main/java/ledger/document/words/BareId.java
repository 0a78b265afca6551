package ledger.document.words;

import java.util.regex.Pattern;

/** What remains of a cell with an ID when everything around the ID is gone. */
public final class BareId {
  private static final Pattern HYPHENS = Pattern.compile("[\\u2010\\u2011\\u2012\\u2013\\u2212]");

  /** An address, or a repository's name, up to what comes last in it. */
  private static final Pattern PATH =
      Pattern.compile("^<?(?:https?://|[\\w.-]+/)[^\\s?]*?(?=[^/?\\s]+/?(?:\\?\\S*)?>?$)");

  private static final Pattern QUERY = Pattern.compile("\\?\\S*$");
  private static final Pattern REPOSITORY = Pattern.compile("^[\\w.-]+#");
  private static final Pattern AROUND = Pattern.compile("^[^\\p{L}\\p{N}#]+|[^\\p{L}\\p{N}]+$");

  private BareId() {}

  /**
   * The ID in {@code 🔴 T-1}, {@code 1.}, {@code \#7}, {@code owner/repo#7} or the address of an
   * issue; typographic hyphens are hyphens.
   */
  public static String of(String text) {
    String bare = HYPHENS.matcher(text).replaceAll("-");
    if (bare.indexOf('/') >= 0) {
      bare = PATH.matcher(bare).replaceFirst("");
      bare = QUERY.matcher(bare).replaceFirst("");
      bare = REPOSITORY.matcher(bare).replaceFirst("#");
    }
    return AROUND.matcher(bare).replaceAll("");
  }
}
