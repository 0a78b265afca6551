package ledger.site;

/** Numbers in an SVG's attributes, rounded to hundredths: as short as a picture needs them. */
final class SvgNumbers {
  /** In a number's text this many decimals decide how it is rounded, except near to the half. */
  private static final int DECIMALS = 6;

  private static final int PER_HUNDREDTH = 10_000;
  private static final int HALF = 5_000;

  /** More characters might not fit. */
  private static final int LONGEST_WHOLE = 10;

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
      int end = numberEnd(text, at);
      if (end > at) {
        hundredths(out, hundredths(text, at, end));
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

  /** Behind the number that begins here; the same place if none does. */
  private static int numberEnd(String text, int from) {
    int at = text.charAt(from) == '-' ? from + 1 : from;
    int whole = digits(text, at);
    if (whole == at) {
      return from;
    }
    int end = whole;
    if (end < text.length() && text.charAt(end) == '.' && digits(text, end + 1) > end + 1) {
      end = digits(text, end + 1);
    }
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      int power = end + 1 < text.length() && text.charAt(end + 1) == '-' ? end + 2 : end + 1;
      int last = digits(text, power);
      end = last > power ? last : end;
    }
    return end;
  }

  private static int digits(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  /** As if the number was parsed first, which takes much longer. */
  private static long hundredths(String text, int from, int end) {
    boolean negative = text.charAt(from) == '-';
    int at = negative ? from + 1 : from;
    int point = digits(text, at);
    int decimals = point < end && text.charAt(point) == '.' ? digits(text, point + 1) : point;
    if (decimals == end && point - from <= LONGEST_WHOLE) {
      long value = 0;
      for (int place = point - at; place > 0; place--) {
        value = value * 10 + (text.charAt(at++) - '0');
      }
      for (int place = 1; place <= DECIMALS; place++) {
        value = value * 10 + (point + place < end ? text.charAt(point + place) - '0' : 0);
      }
      long rest = value % PER_HUNDREDTH;
      if (rest != HALF && rest != HALF - 1) {
        long rounded = value / PER_HUNDREDTH + (rest > HALF ? 1 : 0);
        return negative ? -rounded : rounded;
      }
    }
    return (long) Math.rint(Double.parseDouble(text.substring(from, end)) * 100);
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
