package ledger.site.template;

import freemarker.template.TemplateModelException;

/** A reference names evidence that there is not. */
final class UnknownName extends TemplateModelException {
  UnknownName(String message) {
    super(message);
  }
}
