package ledger.site.compare;

import java.util.List;
import ledger.site.page.ExperimentModel;
import ledger.site.page.Frame;

/**
 * An experiment run by run: its headline where it ran more than once, and all runs.
 *
 * @param href the experiment's newest results
 * @param id the task's ID
 * @param title the experiment's
 * @param metric the headline's title; empty if there is none
 * @param lines one for each place with at least two runs that measured it
 * @param runs newest first
 */
public record MetricPage(
    Frame frame,
    String href,
    String id,
    String title,
    String metric,
    List<TrendsPage.TrendLine> lines,
    List<ExperimentModel.PastRun> runs) {}
