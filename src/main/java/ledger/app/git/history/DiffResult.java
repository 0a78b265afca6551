package ledger.app.git.history;

import java.nio.file.Path;
import java.util.List;
import ledger.document.TaskChange;

/**
 * How the tasks of two revisions differ.
 *
 * @param ledger the file
 * @param without revisions without that file; they count as an empty ledger
 */
public record DiffResult(List<TaskChange> changes, Path ledger, List<String> without) {}
