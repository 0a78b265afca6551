package ledger.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "#part",
        "page.html",
        "../page.html?a=b:c#d:e",
        "./a:b",
        "/root",
        "//example.org/x",
        "?q=javascript:1",
        "http://example.org",
        "HTTPS://example.org:8080/a:b",
        "mailto:a@example.org"
      })
  void theWebMailAndRelativeOnesAreAllowed(String address) {
    assertThat(Addresses.isAllowed(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " \t\njava\tscript\n:alert(1)",
        "\u0001javascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.org",
        "blob:x",
        "view-source:http://example.org",
        "c:\\windows",
        ":x"
      })
  void nothingElseIs(String address) {
    assertThat(Addresses.isAllowed(address)).isFalse();
  }
}
