package ledger.app.git;

import java.util.List;

/** A forge that runs workflows. */
public enum CiForge {
  GITHUB,
  GITLAB;

  /** Its own runners that everybody has. */
  List<String> runners() {
    return switch (this) {
      case GITHUB -> List.of("ubuntu-latest", "macos-latest");
      case GITLAB -> List.of("saas-linux-small-amd64");
    };
  }
}
