package ledger.site.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Marks of one kind, a column for each of their properties. All of them are one layer, because a
 * layer costs lets-plot more than its marks.
 */
final class Marks {
  /** The form of a mark. */
  enum Form {
    POINT,
    LINE,
    SEGMENT
  }

  /** What marks mean, from the back to the front. Sizes and strokes are in lets-plot's unit. */
  enum MarkKind {
    BOUND(Form.SEGMENT, 1.0),
    LINE(Form.LINE, 1.0),
    RAW(Form.POINT, 2.0, 0.35, NORMAL),
    INTERVAL(Form.SEGMENT, 1.6),
    POINT(Form.POINT, 3.5),
    RING(Form.POINT, 8.0, NORMAL, 1.2);

    final Form form;
    final double size;
    final double alpha;
    final double stroke;

    MarkKind(Form form, double size) {
      this(form, size, NORMAL, NORMAL);
    }

    MarkKind(Form form, double size, double alpha, double stroke) {
      this.form = form;
      this.size = size;
      this.alpha = alpha;
      this.stroke = stroke;
    }
  }

  /** Means: lets-plot's own default. */
  static final double NORMAL = -1;

  final MarkKind kind;
  final List<Double> x = new ArrayList<>();
  final List<Double> y = new ArrayList<>();

  /** The other ends of segments. */
  final List<Double> xend = new ArrayList<>();

  final List<Double> yend = new ArrayList<>();

  /** Numbers of a colour, of a shape or dash, and of what belongs to one line. */
  final List<Double> colour = new ArrayList<>();

  final List<Double> look = new ArrayList<>();
  final List<Double> group = new ArrayList<>();

  Marks(MarkKind kind) {
    this.kind = kind;
  }

  void add(List<Double> atX, List<Double> atY, int inColour, int as) {
    x.addAll(atX);
    y.addAll(atY);
    double own = group.isEmpty() ? 0 : group.getLast() + 1;
    for (int i = 0; i < atX.size(); i++) {
      colour.add((double) inColour);
      look.add((double) as);
      group.add(own);
    }
  }
}
