package ledger;

import java.nio.file.Path;
import java.util.Locale;
import ledger.document.edit.EditFuzz;
import ledger.document.page.PageFuzz;
import ledger.document.parse.ParserFuzz;
import ledger.workspace.SettingsFuzz;

/** What is fuzzed: a class that takes any bytes and throws if a promise is broken. */
enum FuzzTarget {
  PARSER(ParserFuzz.class, ParserFuzz::fuzzerTestOneInput),
  EDITS(EditFuzz.class, EditFuzz::fuzzerTestOneInput),
  PAGE(PageFuzz.class, PageFuzz::fuzzerTestOneInput),
  SETTINGS(SettingsFuzz.class, SettingsFuzz::fuzzerTestOneInput);

  /** Takes one input. */
  interface Input {
    void take(byte[] bytes) throws Exception;
  }

  final Class<?> type;
  final Input input;

  FuzzTarget(Class<?> type, Input input) {
    this.type = type;
    this.input = input;
  }

  /** Where its findings and its first inputs lie. */
  Path fixtures() {
    return Path.of("src/test/resources/fuzz", name().toLowerCase(Locale.ROOT));
  }
}
