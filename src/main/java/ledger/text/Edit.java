package ledger.text;

/** Replaces the text of a span. */
public record Edit(Span span, String replacement) {
  public static Edit insert(int at, String text) {
    return new Edit(new Span(at, at), text);
  }

  public static Edit delete(Span span) {
    return new Edit(span, "");
  }
}
