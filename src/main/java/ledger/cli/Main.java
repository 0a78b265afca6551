package ledger.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "ledger", mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
  @Option(names = "--x", description = "x")
  boolean x;

  @Parameters(arity = "0..*")
  String[] rest = {};

  private Main() {}

  @Override
  public Integer call() {
    System.out.println("hello " + rest.length);
    return 0;
  }

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
