package ledger.exchange;

import java.util.List;
import ledger.text.SourceText;

/** Reads a list of tasks in any of the forms that are known. */
public final class Exchange {
  private Exchange() {}

  /**
   * The tasks in files of a format.
   *
   * @param sources one, but for {@link ExchangeFormat#BACKLOG_MD}, which has a file for each task
   */
  public static ForeignList read(ExchangeFormat format, List<SourceText> sources) {
    ForeignList list = asWritten(format, sources);
    return format == ExchangeFormat.JSON
        ? list // Our own, whose references are meant.
        : new ForeignList(
            list.tasks().stream().map(ForeignTask::withoutReferences).toList(),
            list.problems(),
            list.left());
  }

  private static ForeignList asWritten(ExchangeFormat format, List<SourceText> sources) {
    if (format == ExchangeFormat.BACKLOG_MD) {
      return new BacklogMdReader().read(sources);
    }
    SourceText source = sources.getFirst();
    return switch (format) {
      case CHECKLIST -> new ChecklistReader(source).read();
      case TODO_TXT -> new TodoTxtReader(source).read();
      case TASKWARRIOR -> new JsonReader(source).taskwarrior();
      case GITHUB -> new JsonReader(source).github();
      case CSV -> new CsvReader(source).read();
      default -> new JsonReader(source).own();
    };
  }
}
