package ledger.evidence.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Digests (SHA-256, hexadecimal) of everything that a result depends on.
 *
 * @param script the experiment's script
 * @param imports where nobody observed the run: each local file that the script may import or read,
 *     by its path below the experiments folder
 * @param claims the declared claims
 * @param taskText the task's title and description
 * @param requirements the environment's locked requirements and variables
 * @param hostKind operating system, architecture and backend, such as {@code linux-x86_64-cpu}; not
 *     a digest
 * @param observed what the run was seen to use; null where nobody observed it
 */
public record Inputs(
    String script,
    SortedMap<String, String> imports,
    String claims,
    String taskText,
    String requirements,
    String hostKind,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Observed observed) {
  /** Inputs of a run that nobody observed. */
  public Inputs(
      String script,
      SortedMap<String, String> imports,
      String claims,
      String taskText,
      String requirements,
      String hostKind) {
    this(script, imports, claims, taskText, requirements, hostKind, null);
  }

  /** The same with another digest of the claims. */
  public Inputs withClaims(String digest) {
    return new Inputs(script, imports, digest, taskText, requirements, hostKind, observed);
  }
}
