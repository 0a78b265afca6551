package ledger.git.framework;

import java.util.Set;
import ledger.git.hook.HookKind;

/**
 * A call of ledger in a tool's configuration.
 *
 * @param name what the tool calls it
 * @param ledger the ledger that it checks, from the root
 * @param kinds the hooks that run it
 * @param command its text
 */
public record FrameworkCall(String name, String ledger, Set<HookKind> kinds, String command) {}
