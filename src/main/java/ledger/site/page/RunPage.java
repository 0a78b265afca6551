package ledger.site.page;

/**
 * A run's own page, which stays when newer runs come.
 *
 * @param task the task's page, from this one
 * @param id the task's ID
 * @param experiment the run alone, in the form of an experiment with one run
 */
public record RunPage(
    Frame frame, String task, String id, String run, ExperimentModel experiment) {}
