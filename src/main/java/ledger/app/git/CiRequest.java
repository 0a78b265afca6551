package ledger.app.git;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compose a workflow: check, verify on several kinds of host, publish the site.
 *
 * @param runners labels of runners, one per kind of host; empty for the forge's own Linux and macOS
 *     runners. On GitLab a tag, or {@code TAG=IMAGE}
 * @param branch on GitHub: the branch whose pushes run it, and whose site is published; null for
 *     {@code main}. GitLab knows its own
 * @param tool what the forge fetches: a release ({@code NAME==VERSION}), or another repository
 *     ({@code OWNER/NAME} on GitHub, an address on GitLab) with {@code @REVISION}; null if the
 *     ledger's own repository has it
 * @param version of this tool, whose tag is the usual revision; null if it is not known
 * @param launcher the tool's command; null if it is not known
 * @param output a new file to write it to; null to write none
 */
public record CiRequest(
    CiForge forge,
    List<String> runners,
    @Nullable String branch,
    @Nullable String tool,
    @Nullable String version,
    @Nullable Path launcher,
    @Nullable Path output) {}
