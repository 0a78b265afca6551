package ledger.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import ledger.text.InvalidText;

/** Any settings file: settings, or a problem with its place in the file. */
public final class SettingsFuzz {
  private static final Path FILE = file();

  private SettingsFuzz() {}

  public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
    Files.write(FILE, bytes);
    try {
      Settings settings = Settings.read(FILE, "ledger.toml");
      assertThat(settings.layout().states()).isNotEmpty();
      assertThat(settings.layout().priorities()).isNotEmpty();
    } catch (InvalidText e) {
      assertThat(e.problem().place().line()).isPositive();
      assertThat(e.problem().message()).isNotBlank();
    }
  }

  private static Path file() {
    try {
      Path file = Files.createTempFile("ledger", ".toml");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
