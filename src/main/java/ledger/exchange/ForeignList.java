package ledger.exchange;

import java.util.List;
import ledger.text.Problem;

/**
 * What was read.
 *
 * @param problems what could not be read, each in its place
 * @param left what was understood and is not taken, because it means nothing elsewhere
 */
public record ForeignList(List<ForeignTask> tasks, List<Problem> problems, List<String> left) {}
