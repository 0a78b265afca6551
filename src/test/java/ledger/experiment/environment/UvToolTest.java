package ledger.experiment.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UvToolTest {
  @TempDir Path root;
  private final List<SetupNotice> heard = new ArrayList<>();

  private Path uv(String folder, String script) throws IOException {
    Path uv = Files.createDirectories(root.resolve(folder)).resolve("uv");
    Files.writeString(uv, "#!/bin/sh\n" + script + "\n");
    assertThat(uv.toFile().setExecutable(!script.isEmpty())).isTrue();
    return uv;
  }

  private Optional<Path> find(String... folders) {
    StringBuilder path = new StringBuilder("/usr/bin:/bin");
    for (String folder : folders) {
      path.insert(0, root.resolve(folder) + ":");
    }
    return UvTool.find(Map.of("PATH", path.toString()), heard::add);
  }

  @ParameterizedTest
  @CsvSource({
    "'', is not executable",
    "exit 2, exits with status 2",
    "echo garbage, does not say which version it is",
    "echo uvicorn 0.30.1, does not say which version it is",
    "echo uv 0.1.39, is too old (uv 0.1.39; at least 0.5 is needed)",
  })
  void oneThatDoesNotWorkIsNamed(String script, String why) throws IOException {
    Path uv = uv("a", script);
    assertThat(find("a")).isEmpty();
    assertThat(heard).containsExactly(new SetupNotice.UvUnusable(uv, why));
  }

  @Test
  void oneThatWorksIsFoundBehindIt() throws IOException {
    uv("b", "exit 1");
    Path uv = uv("a", "echo 'uv 0.9.5 (Homebrew 2025)'");
    assertThat(find("a", "b")).contains(uv);
    assertThat(heard).isEmpty();
  }
}
