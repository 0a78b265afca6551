package ledger.site.write;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import ledger.io.GuardedFiles;
import ledger.site.SiteFailure;
import ledger.site.SiteInput;
import ledger.site.SiteReport;

/**
 * The static site: a board, a page a task, and the same as JSON. It works from the file system,
 * without a network and without scripts.
 */
public final class Site {
  private Site() {}

  /**
   * Writes the site's files whose bytes differ, and deletes those of an earlier build that it no
   * longer has. Nothing is written unless every page could be built.
   *
   * @param files opens what is in the folder
   * @throws SiteFailure if a page cannot be built from its input
   */
  public static SiteReport build(SiteInput input, GuardedFiles files, Path out)
      throws IOException, SiteFailure {
    OutputFolder folder = new OutputFolder(files, out);
    try (SiteDraft draft = folder.draft(true)) {
      SiteFiles.into(draft, input);
      return folder.write(draft);
    }
  }

  /** The report of a build that found everything as it should be. */
  public static SiteReport unchanged(GuardedFiles files, Path out) throws IOException {
    return new OutputFolder(files, out).unchanged();
  }

  /**
   * What {@link #build} would write or delete, sorted; empty if the site is up to date.
   *
   * @throws SiteFailure if a page cannot be built from its input
   */
  public static List<String> check(SiteInput input, GuardedFiles files, Path out)
      throws IOException, SiteFailure {
    OutputFolder folder = new OutputFolder(files, out);
    try (SiteDraft draft = folder.draft(false)) {
      SiteFiles.into(draft, input);
      return folder.differences(draft);
    }
  }
}
