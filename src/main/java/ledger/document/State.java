package ledger.document;

import org.jspecify.annotations.Nullable;

/**
 * A stage of work, matched to a section of the ledger by its heading.
 *
 * @param id such as {@code in-progress}; commands accept it
 * @param heading such as {@code In Progress}
 */
public record State(String id, String heading) {
  // Written out, like TaskId's: the JVM would generate a record's own at run time, and every
  // command would wait for it.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof State state && id.equals(state.id) && heading.equals(state.heading);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
