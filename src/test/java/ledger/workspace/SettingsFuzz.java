package ledger.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import ledger.text.InvalidText;
import ledger.text.SourceText;

/** Any settings file: settings, or a problem with its place in the file. */
public final class SettingsFuzz {
  private SettingsFuzz() {}

  public static void fuzzerTestOneInput(byte[] bytes) {
    try {
      Settings settings = Settings.of(SourceText.decode("ledger.toml", bytes));
      assertThat(settings.layout().states()).isNotEmpty();
      assertThat(settings.layout().priorities()).isNotEmpty();
    } catch (InvalidText e) {
      assertThat(e.problem().place().line()).isPositive();
      assertThat(e.problem().message()).isNotBlank();
    }
  }
}
