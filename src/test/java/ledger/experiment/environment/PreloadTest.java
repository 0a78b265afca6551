package ledger.experiment.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ledger.text.SourceText;
import ledger.workspace.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries as the settings name them. */
class PreloadTest {
  @TempDir Path system;

  private Path library(String path) throws IOException {
    Path file = system.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }

  private List<Path> preloaded(String toml) throws Exception {
    SourceText text = SourceText.of("ledger.toml", "[environments.mine]\npreload = " + toml + "\n");
    return Preload.resolve(Settings.of(text).environments().get("mine"), system, "amd64");
  }

  @Test
  void openBlasIsFoundInDebiansFolders() throws Exception {
    assertThatThrownBy(() -> preloaded("[\"openblas\"]"))
        .isInstanceOf(EnvironmentFailure.class)
        .hasMessageStartingWith("no OpenBLAS in ");
    Path file = library("usr/lib/x86_64-linux-gnu/openblas-pthread/libopenblas.so.0");
    assertThat(preloaded("[\"openblas\"]")).containsExactly(file);
  }

  /** The example of docs/settings.md. */
  @Test
  void aGlobStandsForAllThatMatchIt() throws Exception {
    assertThatThrownBy(() -> preloaded("[\"/usr/lib/*/openblas-pthread/libblas.so.3\"]"))
        .isInstanceOf(EnvironmentFailure.class)
        .hasMessage("no library /usr/lib/*/openblas-pthread/libblas.so.3");
    Path arm = library("usr/lib/aarch64-linux-gnu/openblas-pthread/libblas.so.3");
    Path intel = library("usr/lib/x86_64-linux-gnu/openblas-pthread/libblas.so.3");
    library("usr/lib/x86_64-linux-gnu/openblas-serial/libblas.so.3");
    Files.createDirectories(
        system.resolve("usr/lib/riscv64-linux-gnu/openblas-pthread/libblas.so.3"));
    assertThat(preloaded("[\"/usr/lib/*/openblas-pthread/libblas.so.3\"]"))
        .containsExactly(arm, intel);
    assertThat(preloaded("[\"/usr/lib/x86*/openblas-[st]*/lib{blas,lapack}.so.?\"]"))
        .containsExactly(system.resolve("usr/lib/x86_64-linux-gnu/openblas-serial/libblas.so.3"));
  }

  @Test
  void namesAreLookedForInTheSystemsFoldersAndOrderIsKept() throws Exception {
    Path z = library("usr/lib/x86_64-linux-gnu/libz.so.1");
    library("usr/lib/libz.so.1");
    Path own = library("opt/own.so");
    assertThat(preloaded("[\"/opt/own.so\", \"libz.so.1\"]")).containsExactly(own, z);
    assertThat(preloaded("[\"libz.so.*\", \"/opt/own.so\"]")).containsExactly(z, own);
    assertThatThrownBy(() -> preloaded("[\"libno.so\"]"))
        .hasMessageStartingWith("no libno.so in /usr/local/lib, ");
  }
}
