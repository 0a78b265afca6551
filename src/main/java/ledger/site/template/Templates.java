package ledger.site.template;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import ledger.io.OutsideLink;
import ledger.site.SiteFailure;
import ledger.site.SiteInput.OwnTemplates;
import ledger.text.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The workspace's templates before those in the jar, file by file.
 *
 * <p>{@code [=…]} inserts a value; directives keep their usual form, {@code <#if …>}.
 */
public final class Templates {
  private static final String IN_JAR = "templates";

  /** All files that pages are made with. */
  public static final List<String> NAMES =
      List.of(
          "about.ftlh",
          "board.ftlh",
          "code.ftlh",
          "compare.ftlh",
          "comparison.ftlh",
          "experiment.ftlh",
          "flow.ftlh",
          "health.ftlh",
          "layout.ftlh",
          "metric.ftlh",
          "missing.ftlh",
          "results.ftlh",
          "run.ftlh",
          "task.ftlh",
          "trends.ftlh",
          "versions.ftlh",
          "assets/board.js",
          "assets/ledger.css",
          "assets/ledger.js",
          "assets/search.js");

  private final Configuration configuration;
  private final OwnTemplates own;

  /**
   * Looks at the names of the workspace's own.
   *
   * @throws SiteFailure for one that replaces nothing, but nearly has the name of one that is ours
   */
  public Templates(OwnTemplates own) throws IOException, SiteFailure {
    this.own = own;
    List<Problem> misnamed = MisnamedTemplates.in(own);
    if (!misnamed.isEmpty()) {
      throw new SiteFailure(misnamed);
    }
    this.configuration = lockedDown();
    ClassTemplateLoader inJar = new ClassTemplateLoader(Templates.class.getClassLoader(), IN_JAR);
    configuration.setTemplateLoader(
        new MultiTemplateLoader(new TemplateLoader[] {new OwnLoader(own), inJar}));
    configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE); // each is read once
    configuration.setLocalizedLookup(false);
  }

  /** Hands the engine the workspace's own templates; a source is the bytes of one. */
  private record OwnLoader(OwnTemplates own) implements TemplateLoader {
    @Override
    public @Nullable Object findTemplateSource(String name) throws IOException {
      return name.indexOf('\0') < 0 ? own.content(name) : null;
    }

    @Override
    public long getLastModified(Object source) {
      return -1; // unknown
    }

    @Override
    public Reader getReader(Object source, String encoding) {
      return new InputStreamReader(
          new ByteArrayInputStream((byte[]) source), StandardCharsets.UTF_8);
    }

    @Override
    public void closeTemplateSource(Object source) {}
  }

  /** A configuration in which a template can read its model and nothing else. */
  static Configuration lockedDown() {
    Configuration made = new Configuration(Configuration.VERSION_2_3_34);
    made.setInterpolationSyntax(Configuration.SQUARE_BRACKET_INTERPOLATION_SYNTAX);
    made.setTagSyntax(Configuration.ANGLE_BRACKET_TAG_SYNTAX);
    made.setDefaultEncoding("UTF-8");
    made.setOutputEncoding("UTF-8");
    made.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    made.setLogTemplateExceptions(false);
    made.setWrapUncheckedExceptions(true);
    made.setFallbackOnNullLoopVariable(false);
    made.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    made.setAPIBuiltinEnabled(false);
    made.setRecognizeStandardFileExtensions(true);
    made.setObjectWrapper(Model.WRAPPER);
    made.setLocale(Locale.ROOT);
    made.setTimeZone(TimeZone.getTimeZone("UTC"));
    made.setNumberFormat("computer");
    made.setBooleanFormat("yes,no");
    return made;
  }

  /** The page in UTF-8, as it is written. */
  public byte[] render(String name, Record page) throws IOException, SiteFailure {
    try {
      return Rendering.of(() -> configuration.getTemplate(name), page);
    } catch (ParseException e) {
      throw failure(
          e.getTemplateName(), e.getLineNumber(), e.getColumnNumber(), e.getEditorMessage());
    } catch (LimitReached e) {
      String where = e.template().isEmpty() ? name : e.template();
      throw failure(where, e.line(), e.column(), e.getMessage());
    } catch (TemplateException e) {
      OutsideLink link = OutsideLink.behind(e);
      if (link != null) {
        throw link;
      }
      throw failure(
          Optional.ofNullable(e.getTemplateSourceName()).orElse(name),
          Optional.ofNullable(e.getLineNumber()).orElse(1),
          Optional.ofNullable(e.getColumnNumber()).orElse(1),
          Optional.ofNullable(e.getMessageWithoutStackTop()).orElse("cannot be rendered"));
    }
  }

  /** A file that is not a template, such as the style. */
  public byte[] asset(String name) throws IOException {
    byte[] file = own.content(name);
    if (file != null) {
      return file;
    }
    try (InputStream in =
        Templates.class.getClassLoader().getResourceAsStream(IN_JAR + "/" + name)) {
      if (in == null) {
        throw new UncheckedIOException(new IOException("not in the jar: " + name));
      }
      return in.readAllBytes();
    }
  }

  private SiteFailure failure(String name, int line, int column, String message)
      throws IOException {
    String source = "";
    try {
      String[] lines = new String(asset(name), StandardCharsets.UTF_8).split("\r\n|\n|\r", -1);
      source = line >= 1 && line <= lines.length ? lines[line - 1] : "";
    } catch (UncheckedIOException e) {
      source = "";
    }
    int at = Math.clamp(column, 1, source.codePointCount(0, source.length()) + 1);
    return new SiteFailure(
        List.of(
            Problem.error(
                "template",
                new Problem.Place("templates/" + name, Math.max(1, line), at, source, 0),
                message.strip(),
                null)));
  }
}
