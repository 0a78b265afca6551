package ledger.serve.board;

import freemarker.cache.ClassTemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;

/**
 * BoardPages and parts of pages. A workspace cannot replace these templates: they hold the address
 * by which the ledger can be changed, and a clone must not bring a page of its own that has it.
 */
final class Fragments {
  private final Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);

  Fragments() {
    configuration.setObjectWrapper(new Shown());
    configuration.setTemplateLoader(new ClassTemplateLoader(Fragments.class, ""));
    configuration.setInterpolationSyntax(Configuration.SQUARE_BRACKET_INTERPOLATION_SYNTAX);
    configuration.setTagSyntax(Configuration.ANGLE_BRACKET_TAG_SYNTAX);
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    configuration.setDefaultEncoding("UTF-8");
    configuration.setOutputEncoding("UTF-8");
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
    configuration.setLocalizedLookup(false);
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("computer");
  }

  /** The text of one of them. */
  String render(String name, Record model) throws IOException {
    StringWriter out = new StringWriter();
    try {
      configuration.getTemplate(name + ".ftlh").process(model, out);
    } catch (TemplateException e) {
      throw new IllegalStateException("the template " + name, e);
    }
    return out.toString();
  }
}
