package ledger.app.git;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Install the hooks.
 *
 * @param launcher the command that a hook calls; null if it is not known
 * @param chain even though a tool manages the hooks here, and may overwrite them
 * @param mergeDriver also have git merge the ledger and its pages by tasks and cells
 */
public record HookInstallRequest(@Nullable Path launcher, boolean chain, boolean mergeDriver) {}
