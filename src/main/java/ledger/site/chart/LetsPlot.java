package ledger.site.chart;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import kotlin.Pair;
import org.jetbrains.letsPlot.commons.geometry.DoubleVector;
import org.jetbrains.letsPlot.commons.values.Color;
import org.jetbrains.letsPlot.commons.values.Colors;
import org.jetbrains.letsPlot.core.plot.base.Aes;
import org.jetbrains.letsPlot.core.plot.base.ContinuousTransform;
import org.jetbrains.letsPlot.core.plot.base.DataFrame;
import org.jetbrains.letsPlot.core.plot.base.Scale;
import org.jetbrains.letsPlot.core.plot.base.ScaleMapper;
import org.jetbrains.letsPlot.core.plot.base.Transform;
import org.jetbrains.letsPlot.core.plot.base.data.TransformVar;
import org.jetbrains.letsPlot.core.plot.base.geom.PointGeom;
import org.jetbrains.letsPlot.core.plot.base.geom.SegmentGeom;
import org.jetbrains.letsPlot.core.plot.base.pos.PositionAdjustments;
import org.jetbrains.letsPlot.core.plot.base.render.linetype.NamedLineType;
import org.jetbrains.letsPlot.core.plot.base.render.point.NamedShape;
import org.jetbrains.letsPlot.core.plot.base.scale.ScaleUtil;
import org.jetbrains.letsPlot.core.plot.base.scale.Scales;
import org.jetbrains.letsPlot.core.plot.base.scale.transform.Transforms;
import org.jetbrains.letsPlot.core.plot.base.stat.Stats;
import org.jetbrains.letsPlot.core.plot.base.theme.Theme;
import org.jetbrains.letsPlot.core.plot.builder.GeomLayer;
import org.jetbrains.letsPlot.core.plot.builder.VarBinding;
import org.jetbrains.letsPlot.core.plot.builder.assemble.GeomLayerBuilder;
import org.jetbrains.letsPlot.core.plot.builder.assemble.PlotAssembler;
import org.jetbrains.letsPlot.core.plot.builder.assemble.PlotFacets;
import org.jetbrains.letsPlot.core.plot.builder.assemble.PosProvider;
import org.jetbrains.letsPlot.core.plot.builder.assemble.geom.GeomProvider;
import org.jetbrains.letsPlot.core.plot.builder.coord.CoordProviders;
import org.jetbrains.letsPlot.core.plot.builder.layout.figure.plot.PlotFigureLayoutInfo;
import org.jetbrains.letsPlot.core.plot.builder.scale.AxisPosition;
import org.jetbrains.letsPlot.datamodel.svg.dom.SvgNode;

/**
 * The way through lets-plot for pictures in a page. It puts a plot together of lets-plot's own
 * parts, without the spec by which other languages call it: to read one, and to make a text of the
 * drawing, took two thirds of the time. A test compares both ways.
 */
final class LetsPlot {
  /** The number of a ring among the shapes of points. */
  static final int RING = Plot.SHAPES;

  static final List<NamedShape> SHAPES =
      List.of(
          NamedShape.SOLID_CIRCLE,
          NamedShape.SOLID_SQUARE,
          NamedShape.SOLID_TRIANGLE_UP,
          NamedShape.SOLID_DIAMOND,
          NamedShape.STICK_PLUS,
          NamedShape.STICK_CROSS,
          NamedShape.STICK_CIRCLE);
  static final List<NamedLineType> DASHES =
      List.of(
          NamedLineType.SOLID,
          NamedLineType.DASHED,
          NamedLineType.DOTTED,
          NamedLineType.LONGDASH,
          NamedLineType.DOTDASH,
          NamedLineType.TWODASH);

  private static final String GROUP = "group";
  private static final DataFrame.Variable GROUPS =
      DataFrame.Variable.Companion.createOriginal(GROUP, GROUP);
  private static final List<Color> COLOURS =
      IntStream.rangeClosed(0, Plot.COLOURS)
          .mapToObj(i -> Colors.INSTANCE.parseColor(Plot.hex(i)))
          .toList();
  private static final Map<Aes<?>, ScaleMapper<?>> LOOKS =
      Map.of(
          Aes.Companion.getCOLOR(), byNumber(COLOURS),
          Aes.Companion.getSHAPE(), byNumber(SHAPES),
          Aes.Companion.getLINETYPE(), byNumber(DASHES));
  private static final Scale NUMBERS = Scales.INSTANCE.continuousDomain("", false);

  private LetsPlot() {}

  /**
   * @param width of the whole in user units, like the height
   */
  static SvgNode draw(Plot.Axis x, Plot.Axis y, Collection<Marks> marks, int width, int height) {
    Scale across = scale(x);
    Scale up = scale(y);
    Map<Aes<?>, Scale> scales =
        Map.of(
            Aes.Companion.getX(), across,
            Aes.Companion.getXEND(), across,
            Aes.Companion.getY(), up,
            Aes.Companion.getYEND(), up,
            Aes.Companion.getCOLOR(), NUMBERS,
            Aes.Companion.getSHAPE(), NUMBERS,
            Aes.Companion.getLINETYPE(), NUMBERS);
    List<GeomLayer> layers = new ArrayList<>();
    for (Marks own : marks) {
      if (!own.x.isEmpty()) {
        layers.add(layer(own, scales));
      }
    }
    PlotAssembler plot =
        new PlotAssembler(
            List.of(layers),
            scales,
            LOOKS,
            PlotFacets.Companion.undefined(),
            CoordProviders.INSTANCE.cartesian(null, null, false),
            AxisPosition.BOTTOM,
            AxisPosition.LEFT,
            PlotTheme.theme(),
            null,
            null,
            null,
            Map.of());
    PlotFigureLayoutInfo layout = plot.layoutByOuterSize(new DoubleVector(width, height));
    return plot.createPlot(layout).getRootGroup();
  }

  private static <T> ScaleMapper<T> byNumber(List<? extends T> values) {
    return ScaleMapper.Companion.<T>wrap(
        number -> number == null ? null : values.get(number.intValue()));
  }

  private static Scale scale(Plot.Axis axis) {
    Transforms transforms = Transforms.INSTANCE;
    ContinuousTransform form = axis.log() ? transforms.getLOG10() : transforms.getIDENTITY();
    Pair<Double, Double> limits = new Pair<>(axis.limits().getFirst(), axis.limits().getLast());
    Scale.Builder scale =
        Scales.INSTANCE
            .continuousDomain(axis.title(), true)
            .with()
            .continuousTransform(transforms.continuousWithLimits(form, limits))
            .multiplicativeExpand(0)
            .additiveExpand(0);
    if (!axis.breaks().isEmpty()) {
      scale.breaks(axis.breaks()).labels(axis.labels());
    }
    return scale.build();
  }

  private static GeomLayer layer(Marks marks, Map<Aes<?>, Scale> scales) {
    GeomLayerBuilder layer = layer(marks.kind);
    DataFrame.Builder data = new DataFrame.Builder().putNumeric(GROUPS, marks.group);
    columns(marks)
        .forEach(
            (property, values) -> {
              DataFrame.Variable variable = TransformVar.INSTANCE.forAes(property);
              Transform form = Objects.requireNonNull(scales.get(property)).getTransform();
              data.putNumeric(variable, ScaleUtil.INSTANCE.applyTransform(values, form));
              layer.addBinding(new VarBinding(variable, property));
            });
    return layer.build(data.build(), scales, LOOKS);
  }

  private static GeomLayerBuilder layer(Marks.MarkKind kind) {
    GeomProvider form =
        switch (kind.form) {
          case POINT -> GeomProvider.Companion.point(context -> new PointGeom());
          case LINE -> GeomProvider.Companion.line();
          case SEGMENT -> GeomProvider.Companion.segment(context -> new SegmentGeom());
        };
    Theme theme = PlotTheme.theme();
    GeomLayerBuilder layer =
        new GeomLayerBuilder(
                form,
                Stats.INSTANCE.getIDENTITY(),
                PosProvider.Companion.wrap(PositionAdjustments.INSTANCE.identity()),
                theme.getFontFamilyRegistry())
            .geomTheme(theme.geometries(form.getGeomKind()))
            .disableLegend(true)
            .groupingVarName(GROUP)
            .addConstantAes(Aes.Companion.getSIZE(), kind.size);
    if (kind.alpha != Marks.NORMAL) {
      layer.addConstantAes(Aes.Companion.getALPHA(), kind.alpha);
    }
    if (kind.stroke != Marks.NORMAL) {
      layer.addConstantAes(Aes.Companion.getSTROKE(), kind.stroke);
    }
    return layer;
  }

  private static Map<Aes<?>, List<Double>> columns(Marks marks) {
    Map<Aes<?>, List<Double>> columns = new LinkedHashMap<>();
    columns.put(Aes.Companion.getX(), marks.x);
    columns.put(Aes.Companion.getY(), marks.y);
    columns.put(Aes.Companion.getCOLOR(), marks.colour);
    boolean isPoint = marks.kind.form == Marks.Form.POINT;
    columns.put(isPoint ? Aes.Companion.getSHAPE() : Aes.Companion.getLINETYPE(), marks.look);
    if (marks.kind.form == Marks.Form.SEGMENT) {
      columns.put(Aes.Companion.getXEND(), marks.xend);
      columns.put(Aes.Companion.getYEND(), marks.yend);
    }
    return columns;
  }
}
