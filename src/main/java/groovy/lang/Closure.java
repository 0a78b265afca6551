package groovy.lang;

/**
 * Nothing, on purpose. picocli asks at start-up whether there is a class of this name; without one
 * Java opens the whole jar only to find that there is none, which takes longer than many a command
 * (ADR 3).
 */
public abstract class Closure {
  private Closure() {}
}
