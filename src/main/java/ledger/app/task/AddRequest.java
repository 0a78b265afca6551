package ledger.app.task;

import java.util.List;
import ledger.app.task.EditRequest.CellText;
import org.jspecify.annotations.Nullable;

/**
 * Add a task.
 *
 * @param state a word for the section that it is added to
 * @param prefix of its ID; null for the one that the ledger uses most
 * @param cells including the title
 * @param adopt instead of adding a row, give those without an ID the next ones
 * @param dryRun write nothing
 */
public record AddRequest(
    String state, @Nullable String prefix, List<CellText> cells, boolean adopt, boolean dryRun) {}
