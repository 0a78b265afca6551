package ledger.site.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.site.compare.ComparePage;
import ledger.site.compare.ComparisonPage;
import ledger.site.compare.MetricPage;
import ledger.site.compare.TrendsPage;
import ledger.site.compare.VersionsPage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The templates' models, as docs/templates.md lists them: every record that a page reaches, with
 * its fields, their types and what the source says about them.
 */
class ModelDocsTest {
  private static final Path DOCS = Path.of("docs/templates.md");
  private static final String BEGIN = "<!-- Made from the sources by ModelDocsTest. -->\n";
  private static final List<Class<?>> PAGES =
      List.of(
          BoardPage.class,
          TaskPageModel.class,
          RunPage.class,
          ExperimentModel.CodePage.class,
          ResultsPage.class,
          ComparePage.class,
          ComparisonPage.class,
          VersionsPage.class,
          TrendsPage.class,
          MetricPage.class,
          HealthPage.class,
          FlowPage.class,
          AboutPage.class,
          MissingPage.class);

  @Test
  void everyFieldThatATemplateSeesIsDocumented() throws Exception {
    String docs = Files.readString(DOCS);
    String head = docs.substring(0, docs.indexOf(BEGIN) + BEGIN.length());
    String expected = head + models();
    if ("renew".equals(System.getProperty("ledger.golden"))) {
      Files.writeString(DOCS, expected);
    }
    assertThat(Files.readString(DOCS)).isEqualTo(expected);
  }

  private static String models() throws Exception {
    StringBuilder out = new StringBuilder();
    Deque<Class<?>> open = new ArrayDeque<>(PAGES);
    Set<Class<?>> seen = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      Class<?> model = open.remove();
      if (seen.add(model)) {
        out.append("\n### ")
            .append(name(model))
            .append("\n\n| field | type | what |\n|---|---|---|\n");
        for (RecordComponent field : model.getRecordComponents()) {
          out.append(
              "| `%s` | %s | %s |\n"
                  .formatted(
                      field.getName(),
                      type(field.getAnnotatedType(), open),
                      meaning(model, field.getName())));
        }
      }
    }
    return out.toString();
  }

  private static String name(Class<?> model) {
    return model.getName().substring(model.getPackageName().length() + 1).replace('$', '.');
  }

  private static String type(AnnotatedType annotated, Deque<Class<?>> open) {
    String optional = annotated.isAnnotationPresent(Nullable.class) ? " or none" : "";
    if (annotated instanceof AnnotatedParameterizedType list) {
      return "list of " + type(list.getAnnotatedActualTypeArguments()[0], open) + optional;
    }
    Class<?> type = (Class<?>) annotated.getType();
    if (type == Html.class) {
      return "markup" + optional;
    }
    if (type.isRecord()) {
      open.add(type);
      return "[%s](#%s)%s"
          .formatted(
              name(type), name(type).toLowerCase(java.util.Locale.ROOT).replace(".", ""), optional);
    }
    return switch (type.getSimpleName()) {
          case "String" -> "text";
          case "int", "Integer" -> "number";
          case "boolean" -> "yes or no";
          default -> throw new AssertionError("no word for " + type);
        }
        + optional;
  }

  /** What the record's Javadoc says about a field. */
  private static String meaning(Class<?> model, String field) throws Exception {
    String file = name(model).replaceFirst("\\..*", "");
    String folder = model.getPackageName().replace('.', '/');
    String source = Files.readString(Path.of("src/main/java", folder, file + ".java"));
    int record = source.indexOf("public record " + model.getSimpleName() + "(");
    int end = source.lastIndexOf("*/", record);
    if (end < 0 || !source.substring(end + 2, record).isBlank()) {
      return "";
    }
    String doc = source.substring(source.lastIndexOf("/**", end), end).replaceAll("\\n\\s*\\*", "");
    Matcher found = Pattern.compile("(?s)@param " + field + " (.*?)(?=@param|$)").matcher(doc);
    return found.find()
        ? found
            .group(1)
            .strip()
            .replaceAll("\\s+", " ")
            .replaceAll("\\{@code ([^}]*)\\}", "`$1`")
            .replace("null ", "none ")
        : "";
  }
}
