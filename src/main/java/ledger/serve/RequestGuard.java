package ledger.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what a page from elsewhere may have sent: a request by another name (a domain of its own
 * that points here), from another origin, or for a change without proof that a page of this server
 * asks for it.
 */
final class RequestGuard {
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");
  private static final String FORM = "application/x-www-form-urlencoded";

  private final Set<String> hosts;

  RequestGuard(Set<String> others) {
    hosts = new HashSet<>(Set.of("127.0.0.1", "[::1]", "localhost"));
    others.forEach(name -> hosts.add(name.toLowerCase(Locale.ROOT)));
  }

  /** Why a request is refused; null if it is not. */
  @Nullable Reply refusal(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    String host = only(headers, "Host");
    String method = exchange.getRequestMethod();
    if (!METHODS.contains(method)) {
      return Reply.text(405, "Only GET, HEAD and POST.\n");
    }
    if (host == null || !hosts.contains(name(host))) {
      return Reply.text(
          403, "This server answers by its own names only; --allow-host adds another.\n");
    }
    boolean post = method.equals("POST");
    if (!isFromHere(headers, host, post)) {
      return Reply.text(403, "A page from elsewhere asked for this.\n");
    }
    String type = headers.getFirst("Content-Type");
    return post && (type == null || !type.toLowerCase(Locale.ROOT).startsWith(FORM))
        ? Reply.text(415, "Only forms.\n")
        : null;
  }

  /**
   * A change needs an Origin that is this one. Browsers do not name it for a page without a
   * referrer, but then they say in another way that both are the same.
   */
  private static boolean isFromHere(Headers headers, String host, boolean post) {
    String origin = only(headers, "Origin");
    String site = headers.getFirst("Sec-Fetch-Site");
    boolean named =
        origin != null && (origin.equals("http://" + host) || origin.equals("https://" + host));
    if (post) {
      return site == null ? named : site.equals("same-origin") && (named || isNone(origin));
    }
    // A link in another page may lead here; it shows this server's page to nobody but the user.
    boolean opened =
        "navigate".equals(headers.getFirst("Sec-Fetch-Mode"))
            && "document".equals(headers.getFirst("Sec-Fetch-Dest"));
    return (origin == null || named || opened)
        && (site == null || site.equals("same-origin") || site.equals("none") || opened);
  }

  private static boolean isNone(@Nullable String origin) {
    return origin == null || origin.equals("null");
  }

  /** A header that may be there once; null otherwise. */
  private static @Nullable String only(Headers headers, String name) {
    List<String> values = headers.get(name);
    return values == null || values.size() != 1 ? null : values.getFirst();
  }

  /** Without the port. */
  private static String name(String host) {
    return host.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
  }
}
