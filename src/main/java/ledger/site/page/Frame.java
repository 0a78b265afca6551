package ledger.site.page;

import org.jspecify.annotations.Nullable;

/**
 * What every page needs around its content.
 *
 * @param site the site's name
 * @param title the page's name
 * @param root the relative path to the site's folder, empty or with a slash at the end
 * @param here which page of the site it is, such as {@code board}
 * @param json the page's JSON view, relative to the page; null if it has none
 * @param canonical the page's address, if the site's is known
 * @param description what is on the page, in a sentence for lists of search results
 * @param command what readers type to run the tool
 */
public record Frame(
    String site,
    String title,
    String root,
    String here,
    @Nullable String json,
    @Nullable String canonical,
    String description,
    String command) {}
