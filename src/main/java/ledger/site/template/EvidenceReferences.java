package ledger.site.template;

import freemarker.core.ParseException;
import freemarker.core.PlainTextOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.site.chart.ChartReference;
import ledger.text.Problem;
import ledger.text.SourceText;
import ledger.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Evidence references in prose: {@code [=metrics.eval_over_build.text]}.
 *
 * <p>Each is found here, outside code, and evaluated alone, so that no directive and no other
 * interpolation in a page is ever run. Its value goes into the rendered page as escaped text.
 */
public final class EvidenceReferences {
  static final String NOT_MEASURED = "not measured yet";

  private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*+";
  private static final String KEY = "\\[\"(?<key>[^\"\\\\\\[]*+)\"\\]";
  private static final Pattern STEP = Pattern.compile(NAME + "|" + KEY);

  /** Steps behind each other, as in {@code [=metrics.gain["n=1"].text]}. */
  private static final Pattern PATH =
      Pattern.compile("\\[=" + NAME + "(?:\\." + NAME + "|" + KEY + ")*+\\]");

  private static final Configuration CONFIGURATION = configuration();

  private final SourceText source;
  private final Optional<EvidenceModel> evidence;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param evidence what references see; empty for a task that has no run
   */
  public EvidenceReferences(SourceText source, Optional<EvidenceModel> evidence) {
    this.source = source;
    this.evidence = evidence;
  }

  /**
   * Where the references are.
   *
   * @param code what is code and stays as it is, in order
   */
  public static List<Span> find(String content, Span within, List<Span> code) {
    List<Span> found = new ArrayList<>();
    int at = within.start();
    while (true) {
      int start = content.indexOf("[=", at);
      if (start < 0 || start >= within.end()) {
        return found;
      }
      Optional<Span> inside =
          code.stream().filter(c -> c.start() <= start && start < c.end()).findFirst();
      int end = end(content, start + 2, within.end());
      if (inside.isPresent()) {
        at = inside.get().end();
      } else if (end < 0 || isEscaped(content, start)) {
        at = start + 2;
      } else {
        found.add(new Span(start, end));
        at = end;
      }
    }
  }

  private static boolean isEscaped(String content, int at) {
    int slashes = 0;
    while (at - slashes > 0 && content.charAt(at - slashes - 1) == '\\') {
      slashes++;
    }
    return slashes % 2 == 1;
  }

  /** Behind the bracket that closes the expression; -1 if its paragraph ends before. */
  private static int end(String content, int from, int limit) {
    int depth = 1;
    char quote = 0;
    for (int i = from; i < limit; i++) {
      char c = content.charAt(i);
      if (c == '\n'
          && i + 1 < limit
          && (content.charAt(i + 1) == '\n' || content.charAt(i + 1) == '\r')) {
        return -1;
      }
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '[') {
        depth++;
      } else if (c == ']' && --depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  /** The reference as the page has it. */
  public String written(Span reference) {
    return reference.of(source.content());
  }

  /** The value as plain text. What is wrong with the reference is kept in {@link #problems}. */
  public String evaluate(Span reference) {
    String text = reference.of(source.content());
    String named = PATH.matcher(text).matches() ? named(text) : null;
    return named != null ? named : processed(reference, text);
  }

  /**
   * Why there is nothing to draw yet of the metric that a chart's reference names; null if there is
   * something. What is wrong with the reference is kept in {@link #problems}, and the text is
   * empty.
   */
  public @Nullable String undrawn(Span reference, ChartReference chart) {
    if (evidence.isEmpty()) {
      return NOT_MEASURED;
    }
    String environment = chart.environment();
    List<String> path =
        environment == null
            ? List.of("metrics", chart.metric())
            : List.of("environments", environment, "metrics", chart.metric());
    TemplateModel at = evidence.get().root();
    try {
      for (String name : path) {
        at = at instanceof TemplateHashModel hash ? hash.get(name) : null;
      }
      return at instanceof TemplateScalarModel value ? value.getAsString() : null;
    } catch (TemplateModelException e) {
      report(reference, firstLine(String.valueOf(e.getMessageWithoutStackTop())));
      return "";
    }
  }

  /**
   * What names lead to, if it is text, as it nearly always is. Everything else is left to the
   * template engine, whose parser costs more than the rest of a page.
   */
  private @Nullable String named(String path) {
    if (evidence.isEmpty()) {
      return NOT_MEASURED;
    }
    TemplateModel at = evidence.get().root();
    Matcher step = STEP.matcher(path);
    try {
      while (step.find()) {
        String key = step.group("key");
        String name = key != null ? key : step.group();
        at = at instanceof TemplateHashModel hash ? hash.get(name) : null;
      }
      return at instanceof TemplateScalarModel value ? value.getAsString() : null;
    } catch (TemplateModelException e) {
      return null;
    }
  }

  private String processed(Span reference, String text) {
    Object root = evidence.map(EvidenceModel::root).orElse(null);
    try {
      return new String(Rendering.of(() -> template(text), root), StandardCharsets.UTF_8);
    } catch (ParseException e) {
      report(
          reference,
          "this is not a valid expression: "
              + firstLine(e.getEditorMessage()).replaceFirst(", but was expecting.*", ""));
    } catch (LimitReached e) {
      report(reference, e.getMessage());
    } catch (TemplateException e) {
      report(reference, firstLine(String.valueOf(e.getMessageWithoutStackTop())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "";
  }

  private Template template(String text) throws IOException {
    Template parsed = new Template("reference", new StringReader(text), CONFIGURATION);
    return evidence.isPresent()
        ? parsed
        : Template.getPlainTextTemplate("reference", NOT_MEASURED, CONFIGURATION);
  }

  public List<Problem> problems() {
    return problems;
  }

  /** Keeps what is wrong with a reference. */
  public void report(Span reference, String message) {
    problems.add(
        Problem.error(
            "evidence-reference",
            source.place(reference),
            message,
            "docs/site.md lists what a reference can name"));
  }

  private static String firstLine(String message) {
    String stripped = message.strip();
    int end = stripped.indexOf('\n');
    return end < 0 ? stripped : stripped.substring(0, end).strip();
  }

  private static Configuration configuration() {
    Configuration made = Templates.lockedDown();
    made.setOutputFormat(PlainTextOutputFormat.INSTANCE);
    return made;
  }
}
