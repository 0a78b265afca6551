package ledger.evidence.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commit that was checked out.
 *
 * @param dirty whether an input of the run is not in the commit as it was; in records with a schema
 *     before 3, whether any tracked file was not
 * @param differing those inputs, relative to the workspace; null in records with a schema before 3
 */
public record GitState(
    String commit,
    boolean dirty,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> differing) {
  /** As older records have it. */
  public GitState(String commit, boolean dirty) {
    this(commit, dirty, null);
  }
}
