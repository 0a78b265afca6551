package ledger.site;

import java.util.Map;
import org.jetbrains.letsPlot.core.plot.builder.PlotSvgRoot;
import org.jetbrains.letsPlot.core.util.MonolithicCommon;
import org.jetbrains.letsPlot.core.util.MonolithicCommon.PlotsBuildResult;
import org.jetbrains.letsPlot.datamodel.svg.dom.SvgNode;

/**
 * The way through lets-plot for pictures in a page. It leaves out what its own export to SVG does
 * besides, which took two thirds of the time: a look for old and short forms in the spec, which
 * ours has none of, statistics, a style sheet and the making of a text.
 */
final class LetsPlot {
  private LetsPlot() {}

  /**
   * @param spec a plot in lets-plot's terms, in their full form
   * @throws IllegalStateException if it is none
   */
  static SvgNode draw(Map<String, Object> spec) {
    MonolithicCommon common = MonolithicCommon.INSTANCE;
    PlotsBuildResult result = common.buildPlotsFromProcessedSpecs(spec, null, null, null);
    if (result instanceof PlotsBuildResult.Error error) {
      throw new IllegalStateException(error.getError());
    }
    PlotsBuildResult.Success success = (PlotsBuildResult.Success) result;
    PlotSvgRoot root =
        (PlotSvgRoot) success.getBuildInfos().getFirst().layoutedByOuterSize().createSvgRoot();
    return root.getPlot().getRootGroup();
  }
}
