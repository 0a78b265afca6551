package ledger.site.template;

import freemarker.core.Environment;
import freemarker.template.TemplateException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A template that took too much of something; its rendering was given up. */
final class LimitReached extends Exception {
  private static final long serialVersionUID = 1;

  private final String template;
  private final int line;
  private final int column;

  /**
   * @param environment of the template; null if it was not even parsed
   * @param place where it was seen; null if it was not seen
   */
  LimitReached(
      @Nullable Environment environment, @Nullable TemplateException place, String message) {
    super(message);
    Optional<TemplateException> seen = Optional.ofNullable(place);
    this.template =
        seen.map(TemplateException::getTemplateSourceName)
            .or(
                () ->
                    Optional.ofNullable(environment).map(e -> e.getMainTemplate().getSourceName()))
            .orElse("");
    this.line = seen.map(TemplateException::getLineNumber).orElse(1);
    this.column = seen.map(TemplateException::getColumnNumber).orElse(1);
  }

  /** The template's name; empty if it was not even parsed. */
  String template() {
    return template;
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
