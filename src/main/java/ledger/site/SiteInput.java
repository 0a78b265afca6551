package ledger.site;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.document.Ledger;
import ledger.document.TaskId;
import ledger.document.page.TaskPage;
import ledger.evidence.verdict.EvidenceSource;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the site is built from. The same input gives the same bytes.
 *
 * @param title the site's name, on every page
 * @param ledger the rows
 * @param pages prose and history of those tasks that have a page
 * @param evidence where to look up what is known of each task
 * @param templates the workspace's own templates; each wins over the one in the jar
 * @param files the repository's, for what pages link to
 * @param base the address that the site is published at, if it is known
 * @param subject names of the packages whose versions are shown beside verdicts
 * @param environments names of those that experiments can run in
 * @param command what readers type to run the tool, such as {@code bin/ledger}
 */
public record SiteInput(
    String title,
    Ledger ledger,
    Map<TaskId, TaskPage> pages,
    EvidenceSource evidence,
    OwnTemplates templates,
    LinkedFiles files,
    Optional<String> base,
    List<String> subject,
    List<String> environments,
    String command) {
  public SiteInput {
    evidence = evidence.published();
    subject = List.copyOf(subject);
    environments = List.copyOf(environments);
  }

  /** A workspace's own templates and other files that pages are made with. */
  public interface OwnTemplates {
    /** None at all. */
    OwnTemplates NONE = name -> null;

    /**
     * The bytes of one; null if the workspace has none of this name.
     *
     * @param name a path without {@code ..}, such as {@code assets/ledger.css}
     */
    byte @Nullable [] content(String name) throws IOException;

    /** The names of all of them. */
    default List<String> names() throws IOException {
      return List.of();
    }
  }
}
