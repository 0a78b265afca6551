package ledger.app.git;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compose a workflow: check, verify on several kinds of host, publish the site.
 *
 * @param runners labels of runners, one per kind of host; empty for the forge's own Linux and macOS
 *     runners. On GitLab a tag, or {@code TAG=IMAGE}
 * @param branch on GitHub: the branch whose pushes run it, and whose site is published
 * @param tool where the tool's own repository is; null if it is the ledger's
 * @param launcher the tool's command; null if it is not known
 * @param output a new file to write it to; null to write none
 */
public record CiRequest(
    CiForge forge,
    List<String> runners,
    String branch,
    @Nullable String tool,
    @Nullable Path launcher,
    @Nullable Path output) {}
