package ledger.document;

/**
 * A stage of work, matched to a section of the ledger by its heading.
 *
 * @param id such as {@code in-progress}; what commands take
 * @param heading such as {@code In Progress}
 */
public record State(String id, String heading) {}
