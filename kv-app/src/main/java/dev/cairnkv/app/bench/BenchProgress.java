package dev.cairnkv.app.bench;

/** Is told how far a bench is, by the thread that runs it. */
@FunctionalInterface
public interface BenchProgress {

  /** Takes what is being done, how many operations of that are done, and how many there are. */
  void at(String phase, long done, long total);
}
