package ledger.site.template;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.FileTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import ledger.site.SiteFailure;
import ledger.text.Problem;

/**
 * The workspace's templates before those in the jar, file by file.
 *
 * <p>{@code [=…]} inserts a value; directives keep their usual form, {@code <#if …>}.
 */
public final class Templates {
  private static final String IN_JAR = "templates";

  /** Bytes that a page begins with room for. */
  private static final int USUAL_SIZE = 1 << 16;

  private final Configuration configuration;
  private final Optional<Path> folder;

  public Templates(Optional<Path> folder) throws IOException {
    this.folder = folder.filter(Files::isDirectory);
    this.configuration = lockedDown();
    List<TemplateLoader> loaders = new ArrayList<>();
    if (this.folder.isPresent()) {
      loaders.add(new FileTemplateLoader(this.folder.get().toFile()));
    }
    loaders.add(new ClassTemplateLoader(Templates.class.getClassLoader(), IN_JAR));
    configuration.setTemplateLoader(
        new MultiTemplateLoader(loaders.toArray(TemplateLoader[]::new)));
    configuration.setLocalizedLookup(false);
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
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
    try (Writer out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
      configuration.getTemplate(name).process(page, out);
    } catch (ParseException e) {
      throw failure(
          e.getTemplateName(), e.getLineNumber(), e.getColumnNumber(), e.getEditorMessage());
    } catch (TemplateException e) {
      throw failure(
          Optional.ofNullable(e.getTemplateSourceName()).orElse(name),
          Optional.ofNullable(e.getLineNumber()).orElse(1),
          Optional.ofNullable(e.getColumnNumber()).orElse(1),
          Optional.ofNullable(e.getMessageWithoutStackTop()).orElse("cannot be rendered"));
    }
    return bytes.toByteArray();
  }

  /** A file that is not a template, such as the style. */
  public byte[] asset(String name) throws IOException {
    Optional<Path> own = folder.map(f -> f.resolve(name)).filter(Files::isRegularFile);
    if (own.isPresent()) {
      return Files.readAllBytes(own.get());
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
