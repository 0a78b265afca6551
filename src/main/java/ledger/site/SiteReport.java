package ledger.site;

import java.nio.file.Path;
import java.util.List;

/**
 * What a build did. Paths are below the site's folder, with forward slashes, sorted.
 *
 * @param written files that were new or had other bytes
 * @param unchanged files that were as they should be and were not touched
 * @param deleted files of an earlier build that the site no longer has
 * @param startPage where to begin reading
 */
public record SiteReport(
    List<String> written, List<String> unchanged, List<String> deleted, Path startPage) {

  /** How many files were written, left and deleted. */
  public String summary() {
    return "%s written, %s unchanged, %s deleted"
        .formatted(written.size(), unchanged.size(), deleted.size());
  }
}
