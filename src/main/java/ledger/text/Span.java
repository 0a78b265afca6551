package ledger.text;

/**
 * A half-open range of a text.
 *
 * @param start first position, in UTF-16 units from 0
 * @param end position after the last one; equal to {@code start} for an empty range
 */
public record Span(int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a span: " + start + ".." + end);
    }
  }

  public int length() {
    return end - start;
  }

  public boolean isEmpty() {
    return start == end;
  }

  public String of(String text) {
    return text.substring(start, end);
  }
}
