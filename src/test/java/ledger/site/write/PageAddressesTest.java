package ledger.site.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageAddressesTest {
  private static PageAddresses in(String html) {
    return PageAddresses.in(html.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void findsNamesAndWhereLinksLead() {
    String page =
        "<!doctype html><h1 id=\"top\">x = \"href=\"</h1><p id=one class='id=\"two\"'>"
            + "<a\n title=\"a>b\" HREF='é.html?a&amp;b'>1</a><a href=plain.html>2</a>"
            + "<img alt src=\"i.svg\"/><a href=\"plain.html\">3</a><form action=\"here\"></form>"
            + "<script>x = '<a href=\"no.html\">' < 1</script><a href=\"#top\">4</a>";
    PageAddresses found = in(page);
    assertThat(found.ids()).containsExactlyInAnyOrder("top", "one");
    assertThat(found.links().keySet())
        .containsExactlyInAnyOrder("é.html?a&amp;b", "plain.html", "i.svg", "#top");
    assertThat(found.links().get("é.html?a&amp;b")).isEqualTo(page.indexOf("é.html"));
    assertThat(found.forbidden()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a href=\"javascript:alert(1)\">",
        "<a href='javascript:alert(1)'>",
        "<a href=javascript:alert(1)>",
        "<A HREF = JavaScript:alert(1)>",
        "<a/href=\"javascript:alert(1)\">",
        "<a title=\"<a href='x'>\" href=\"javascript:alert(1)\">",
        "<a href=\" \n\tjava\tscript\n:alert(1)\">",
        "<a href=\"&#106;avascript:alert(1)\">",
        "<a href=\"&#x6A&#x61vascript:alert(1)\">",
        "<a href=\"javascript&colon;alert(1)\">",
        "<a href=\"java&Tab;script&NewLine;:alert(1)\">",
        "<a href=\"vbscript:x\">",
        "<a href=\"data:text/html,x\">",
        "<a href=\"file:///etc/passwd\">",
        "<img src=\"data:image/svg+xml,x\">",
        "<iframe src=\"javascript:alert(1)\">",
        "<svg><a xlink:href=\"javascript:alert(1)\">",
        "<svg><title><a href=\"javascript:alert(1)\">",
        "<!--><a href=\"javascript:alert(1)\">-->",
        "<form action=\"javascript:alert(1)\">",
        "<button formaction=\"javascript:alert(1)\">",
        "<object data=\"javascript:alert(1)\">",
        "<link rel=\"icon\" href=\"data:image/png,x\">",
        "<meta http-equiv=\"refresh\" content=\"0; URL = 'javascript:alert(1)'\">",
        "<a href=\"x\"><a href=\"javascript:alert(1)"
      })
  void nothingButTheWebAndMailIsLinkedTo(String html) {
    assertThat(in("<p>" + html).forbidden()).as(html).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a href=\"https://example.org/?q=javascript:1\">",
        "<a href=\"mailto:a@example.org\">",
        "<a href=\"../a.html#b:c\">",
        "<p title=\"javascript:alert(1)\">javascript:alert(1)</p>",
        "<link rel=\"icon\" href=\"data:,\">",
        "<meta name=\"description\" content=\"see url: javascript:1\">",
        "a < b href=\"javascript:alert(1)\""
      })
  void everythingElseIsNoSuchLink(String html) {
    assertThat(in(html).forbidden()).isEqualTo(Map.of());
  }
}
