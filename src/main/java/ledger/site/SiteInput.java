package ledger.site;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import ledger.document.Ledger;
import ledger.document.TaskId;
import ledger.document.page.TaskPage;
import ledger.evidence.verdict.EvidenceSource;

/**
 * Everything that the site is built from. The same input gives the same bytes.
 *
 * @param title the site's name, on every page
 * @param ledger the rows
 * @param pages prose and history of those tasks that have a page
 * @param evidence where to look up what is known of each task
 * @param templates the workspace's own templates; a file in it wins over the one in the jar
 * @param base the address that the site is published at, if it is known
 * @param command what readers type to run the tool, such as {@code bin/ledger}
 */
public record SiteInput(
    String title,
    Ledger ledger,
    Map<TaskId, TaskPage> pages,
    EvidenceSource evidence,
    Optional<Path> templates,
    Optional<String> base,
    String command) {}
