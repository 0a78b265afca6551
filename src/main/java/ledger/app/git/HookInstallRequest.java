package ledger.app.git;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Put the hooks in place.
 *
 * @param launcher the command that a hook calls; null if it is not known
 * @param chain beside a tool that manages the hooks here, and may overwrite them
 * @param mergeDriver have git merge the ledger and its pages by tasks and cells, too
 */
public record HookInstallRequest(@Nullable Path launcher, boolean chain, boolean mergeDriver) {}
