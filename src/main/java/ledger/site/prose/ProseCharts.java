package ledger.site.prose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import ledger.site.chart.ChartReference;
import ledger.site.chart.EvidenceCharts;
import ledger.site.page.Figure;
import ledger.site.page.Html;
import ledger.site.page.TaskPageModel;
import ledger.site.template.EvidenceReferences;
import ledger.text.Span;

/** The charts that a page's text names, each in a paragraph of its own. */
final class ProseCharts {
  private static final String FORM = "a chart is written as " + ChartReference.FORM;

  private final Placeholders placeholders;
  private final EvidenceReferences references;
  private final EvidenceCharts charts;
  private final Map<Span, EvidenceCharts.Drawn> drawn = new HashMap<>();

  ProseCharts(Placeholders placeholders, EvidenceReferences references, EvidenceCharts charts) {
    this.placeholders = placeholders;
    this.references = references;
    this.charts = charts;
  }

  /** What a reference of the text stands for: a value, or a chart. */
  Placeholders.Filling filling(Span reference) {
    String written = references.written(reference);
    return ChartReference.isOne(written)
        ? chart(reference, written)
        : value(references.evaluate(reference));
  }

  private Placeholders.Filling chart(Span reference, String written) {
    Optional<ChartReference> wanted = ChartReference.parse(written);
    if (wanted.isEmpty()) {
      references.report(reference, FORM);
      return value("");
    }
    String undrawn = references.undrawn(reference, wanted.get());
    if (undrawn != null) {
      return value(undrawn);
    }
    EvidenceCharts.Drawn made = charts.draw(wanted.get());
    if (made.figure() == null) {
      references.report(reference, made.wrong());
      return value("");
    }
    drawn.put(reference, made);
    return new Placeholders.Filling("", Placeholders.FillingKind.CHART);
  }

  private static Placeholders.Filling value(String text) {
    return new Placeholders.Filling(text, Placeholders.FillingKind.VALUE);
  }

  /** Cuts the finished text where its charts are. */
  List<TaskPageModel.ProsePart> putInto(Html finished) {
    List<TaskPageModel.ProsePart> parts = new ArrayList<>();
    String html = finished.markup();
    int at = 0;
    Matcher alone = placeholders.alone().matcher(html);
    while (!drawn.isEmpty() && alone.find()) {
      EvidenceCharts.Drawn chart =
          drawn.remove(placeholders.reference(Integer.parseInt(alone.group(1))));
      if (chart != null) {
        Figure figure = chart.figure();
        parts.add(
            new TaskPageModel.ProsePart(
                new Html(html.substring(at, alone.start())), figure, chart.href()));
        at = alone.end();
      }
    }
    drawn.keySet().forEach(left -> references.report(left, "a chart needs a paragraph of its own"));
    parts.add(new TaskPageModel.ProsePart(new Html(html.substring(at)), null, null));
    return parts;
  }
}
