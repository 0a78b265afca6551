package ledger.site;

import java.util.Map;
import org.jetbrains.letsPlot.core.plot.builder.PlotSvgRoot;
import org.jetbrains.letsPlot.core.util.MonolithicCommon;
import org.jetbrains.letsPlot.core.util.MonolithicCommon.PlotsBuildResult;
import org.jetbrains.letsPlot.datamodel.svg.dom.SvgNode;

/**
 * The way through lets-plot for pictures in a page. It leaves out what its own export to SVG does
 * besides, which took half of the time: statistics, which our layers have none of, and a style
 * sheet, which {@link SvgCleaner} would drop.
 */
final class LetsPlot {
  private LetsPlot() {}

  /**
   * @param spec a plot in lets-plot's terms, changed on the way
   * @throws IllegalStateException if it is none
   */
  static SvgNode draw(Map<String, Object> spec) {
    MonolithicCommon common = MonolithicCommon.INSTANCE;
    PlotsBuildResult result =
        common.buildPlotsFromProcessedSpecs(common.processRawSpecs(spec, true), null, null, null);
    if (result instanceof PlotsBuildResult.Error error) {
      throw new IllegalStateException(error.getError());
    }
    PlotsBuildResult.Success success = (PlotsBuildResult.Success) result;
    PlotSvgRoot root =
        (PlotSvgRoot) success.getBuildInfos().getFirst().layoutedByOuterSize().createSvgRoot();
    return root.getPlot().getRootGroup();
  }
}
