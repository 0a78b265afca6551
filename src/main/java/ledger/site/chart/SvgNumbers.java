package ledger.site.chart;

/** Numbers in an SVG's attributes, rounded to hundredths: as short as a picture needs them. */
final class SvgNumbers {
  /** In a number's text this many decimals decide how it is rounded, except near to the half. */
  private static final int DECIMALS = 6;

  private static final int PER_HUNDREDTH = 10_000;
  private static final int HALF = 5_000;

  /** With more digits before the point a number might not fit. */
  private static final int MOST_DIGITS = 10;

  private SvgNumbers() {}

  static void append(StringBuilder out, double value) {
    if (Double.isFinite(value)) {
      hundredths(out, (long) Math.rint(value * 100));
    } else {
      out.append(value);
    }
  }

  /** The text with every number in it rounded, and without lets-plot's odd spaces. */
  static void append(StringBuilder out, String text) {
    int start = out.length();
    int at = 0;
    while (at < text.length()) {
      int end = number(out, text, at);
      if (end > at) {
        at = end;
      } else if (text.startsWith(" ) ", at)) {
        out.append(')');
        at += 3;
      } else {
        char c = text.charAt(at++);
        if (c != ' ' || out.length() > start) {
          out.append(c);
        }
      }
    }
    while (out.length() > start && out.charAt(out.length() - 1) == ' ') {
      out.setLength(out.length() - 1);
    }
  }

  /**
   * The number that begins here, rounded as if it was parsed first, which takes much longer.
   *
   * @return behind it; the same place if there is none
   */
  private static int number(StringBuilder out, String text, int from) {
    boolean negative = text.charAt(from) == '-';
    int first = negative ? from + 1 : from;
    long value = 0;
    int at = first;
    for (; isDigit(text, at); at++) {
      value = value * 10 + (text.charAt(at) - '0');
    }
    if (at == first) {
      return from;
    }
    boolean exact = at - first > MOST_DIGITS;
    int decimals = 0;
    if (isDigit(text, at + 1) && text.charAt(at) == '.') {
      for (at++; isDigit(text, at); at++) {
        if (decimals < DECIMALS) {
          value = value * 10 + (text.charAt(at) - '0');
          decimals++;
        }
      }
    }
    for (; decimals < DECIMALS; decimals++) {
      value *= 10;
    }
    int end = exponentEnd(text, at);
    long rest = value % PER_HUNDREDTH;
    if (exact || end > at || rest == HALF || rest == HALF - 1) {
      append(out, Double.parseDouble(text.substring(from, end)));
    } else {
      long rounded = value / PER_HUNDREDTH + (rest > HALF ? 1 : 0);
      hundredths(out, negative ? -rounded : rounded);
    }
    return end;
  }

  private static int exponentEnd(String text, int from) {
    if (from >= text.length() || (text.charAt(from) != 'E' && text.charAt(from) != 'e')) {
      return from;
    }
    int first = text.startsWith("-", from + 1) ? from + 2 : from + 1;
    int end = first;
    while (isDigit(text, end)) {
      end++;
    }
    return end == first ? from : end;
  }

  private static boolean isDigit(String text, int at) {
    if (at >= text.length()) {
      return false;
    }
    char c = text.charAt(at);
    return c >= '0' && c <= '9';
  }

  private static void hundredths(StringBuilder out, long hundredths) {
    if (hundredths < 0) {
      out.append('-');
    }
    long size = Math.abs(hundredths);
    out.append(size / 100);
    int rest = (int) (size % 100);
    if (rest > 0) {
      out.append('.').append((char) ('0' + rest / 10));
      if (rest % 10 > 0) {
        out.append((char) ('0' + rest % 10));
      }
    }
  }
}
