package ledger.evidence.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionSpecifierTest {
  /** In PEP 440's order, from its own examples. */
  private static final List<String> ORDERED =
      List.of(
          "0.9",
          "1.dev0",
          "1.0.dev456",
          "1.0a1.dev1",
          "1.0a1",
          "1.0a2.dev456",
          "1.0a12.dev456",
          "1.0a12",
          "1.0b1.dev456",
          "1.0b2",
          "1.0b2.post345.dev456",
          "1.0b2.post345",
          "1.0rc1.dev456",
          "1.0rc1",
          "1.0",
          "1.0.post456.dev34",
          "1.0.post456",
          "1.1.dev1",
          "1.1",
          "1.10");

  @Test
  void ordersAsThePepDoes() {
    List<Pep440Version> shuffled = new ArrayList<>();
    ORDERED.forEach(text -> shuffled.add(Pep440Version.parse(text).orElseThrow()));
    List<Pep440Version> expected = List.copyOf(shuffled);
    Collections.shuffle(shuffled, new Random(1));
    Collections.sort(shuffled);
    assertThat(shuffled).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1.0,1",
    "v1.1-alpha.2,1.1a2",
    "1.0c1,1.0rc1",
    "1.0-1,1.0.post1",
    "1.0-r4,1.0.post4",
    "1.0.POST,1.0.post0",
    "1.0preview1,1.0rc1",
    "0.31.0.dev20261120+4f2a91c,0.31.0.dev20261120"
  })
  void spellingsAreNormalised(String one, String other) {
    assertThat(Pep440Version.parse(one).orElseThrow())
        .isEqualByComparingTo(Pep440Version.parse(other).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "==0.29.4;0.29.4;true",
        "==0.29.4;0.29.4.0;true",
        "==0.29.4;0.29.4+cu13;true",
        "==0.29.*;0.29.4;true",
        "==0.29.*;0.30.0;false",
        "==0.29.*;0.29.0rc1;true",
        "==1.1.*;1.1;true",
        "==1.1.0.*;1.1;true",
        "==1.*;11.0;false",
        "!=0.29.3;0.29.4;true",
        "!=0.29.*;0.29.4;false",
        "!=0.29.4;0.29.4+x;false",
        ">=0.30;0.30.0;true",
        ">=0.30;0.29.4;false",
        ">=0.30;0.30rc1;false",
        ">=0.30;0.32.4.dev1;true",
        ">=0.9;0.10;true",
        "<=0.30;0.30;true",
        "<=0.30;0.30+x;true",
        "<=0.30;0.30.1;false",
        "<0.30;0.29.4;true",
        "<0.30;0.30;false",
        "<0.30;0.30rc1;false",
        "<0.30rc2;0.30rc1;true",
        "<0.30;0.29.9rc1;true",
        ">0.30;0.30.1;true",
        ">0.30;0.30;false",
        ">0.30;0.30.post1;false",
        ">0.30.post1;0.30.post2;true",
        ">0.30;0.30+x;false",
        "~=0.29.3;0.29.3;true",
        "~=0.29.3;0.29.4;true",
        "~=0.29.3;0.30.0;false",
        "~=0.29.3;0.29.2;false",
        "~=0.29;0.30;true",
        "~=0.29;1.0;false",
        "~=0.29.3rc1;0.29.3;true",
        ">=0.29,<0.30;0.29.4;true",
        ">=0.29,<0.30;0.30.0;false",
        ">=0.29, !=0.29.3 ;0.29.3;false"
      })
  void matchesAsThePepSays(String specifier, String version, boolean expected) {
    VersionSpecifier parsed = VersionSpecifier.parse(specifier).orElseThrow();
    assertThat(parsed.matches(version)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0.30",
        ">=",
        "=>0.3",
        ">=0.30,",
        ">=0.30.*",
        "~=1",
        "~=1.*",
        "==1.0a1.*",
        "===1.0",
        ">=1.0+local",
        "==1.0+local",
        ">=1!1.0",
        ">=0.1234567890123456789",
        ">= one",
        "== 1 .0"
      })
  void whatIsNoSpecifierIsRefused(String text) {
    assertThat(VersionSpecifier.parse(text)).isEmpty();
  }

  @Test
  void aVersionThatIsNoneMatchesNothingAndFailsNothing() {
    assertThat(VersionSpecifier.parse(">=0.1").orElseThrow().matches("built by hand")).isEmpty();
    assertThat(VersionSpecifier.parse(">=0.1").orElseThrow().matches("1!2.0")).isEmpty();
  }
}
