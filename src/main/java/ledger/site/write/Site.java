package ledger.site.write;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import ledger.io.GuardedFiles;
import ledger.site.EarlierBuild;
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
   * @param earlier what need not be drawn again
   * @throws SiteFailure if a page cannot be built from its input
   */
  public static Built build(SiteInput input, GuardedFiles files, Path out, EarlierBuild earlier)
      throws IOException, SiteFailure {
    OutputFolder folder = new OutputFolder(files, out);
    Optional<Built> partly = build(input, folder, earlier);
    return partly.isPresent()
        ? partly.get()
        : build(input, folder, EarlierBuild.NONE).orElseThrow();
  }

  /** A site and what the next build is to know of it. */
  public record Built(SiteReport report, SiteMemory memory) {}

  /**
   * Empty if a page that was not drawn again links to what is gone: its links need their places.
   */
  private static Optional<Built> build(SiteInput input, OutputFolder folder, EarlierBuild earlier)
      throws IOException, SiteFailure {
    SiteMemory memory = new SiteMemory(earlier);
    try (SiteDraft draft = folder.draft(true)) {
      SiteFiles.into(draft, input, memory);
      return draft.isForgotten()
          ? Optional.empty()
          : Optional.of(new Built(folder.write(draft), memory));
    } catch (FactsCodec.DamagedMemory e) {
      return Optional.empty();
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
      SiteFiles.into(draft, input, new SiteMemory(EarlierBuild.NONE));
      return folder.differences(draft);
    }
  }
}
