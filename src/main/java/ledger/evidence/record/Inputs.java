package ledger.evidence.record;

import java.util.SortedMap;

/**
 * Digests (SHA-256, hexadecimal) of everything that a result depends on.
 *
 * @param script the experiment's script
 * @param imports each local file that the script may import, by its path below the experiments
 *     folder
 * @param claims the declared claims
 * @param taskText the task's title and description
 * @param requirements the environment's locked requirements and variables
 * @param hostKind operating system, architecture and backend, such as {@code linux-x86_64-cpu}; not
 *     a digest
 */
public record Inputs(
    String script,
    SortedMap<String, String> imports,
    String claims,
    String taskText,
    String requirements,
    String hostKind) {}
