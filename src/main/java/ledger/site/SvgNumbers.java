package ledger.site;

/** Numbers in an SVG's attributes, as short as a picture needs them. */
final class SvgNumbers {
  private SvgNumbers() {}

  /** The same text with every number rounded to hundredths, and without lets-plot's odd spaces. */
  static String rounded(String value) {
    StringBuilder out = new StringBuilder(value.length());
    int at = 0;
    while (at < value.length()) {
      int end = numberEnd(value, at);
      if (end == at) {
        out.append(value.charAt(at++));
      } else {
        append(out, (long) Math.rint(Double.parseDouble(value.substring(at, end)) * 100));
        at = end;
      }
    }
    return out.toString().replace(" ) ", ")").strip();
  }

  /** Behind the number that begins here; the same place if none does. */
  private static int numberEnd(String value, int from) {
    int at = from < value.length() && value.charAt(from) == '-' ? from + 1 : from;
    int whole = digits(value, at);
    if (whole == at) {
      return from;
    }
    int end = whole;
    if (end < value.length() && value.charAt(end) == '.' && digits(value, end + 1) > end + 1) {
      end = digits(value, end + 1);
    }
    if (end < value.length() && (value.charAt(end) == 'e' || value.charAt(end) == 'E')) {
      int power = end + 1 < value.length() && value.charAt(end + 1) == '-' ? end + 2 : end + 1;
      end = digits(value, power) > power ? digits(value, power) : end;
    }
    return end;
  }

  private static int digits(String value, int from) {
    int end = from;
    while (end < value.length() && value.charAt(end) >= '0' && value.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static void append(StringBuilder out, long hundredths) {
    if (hundredths < 0) {
      out.append('-');
    }
    long size = Math.abs(hundredths);
    out.append(size / 100);
    long rest = size % 100;
    if (rest > 0) {
      out.append('.').append(rest / 10);
      if (rest % 10 > 0) {
        out.append(rest % 10);
      }
    }
  }
}
