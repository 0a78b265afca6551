package ledger.document.page;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A task's entry into a state.
 *
 * @param state the state's ID
 * @param waived why Done was accepted without evidence, if it was
 */
public record Transition(String state, LocalDate date, @Nullable String waived) {}
