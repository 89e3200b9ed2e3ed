package dev.cairnkv.app.cli;

/** What the exit code of a command says. */
public final class ExitCode {
  /** The command is done. */
  public static final int DONE = 0;

  /** There is no such key. */
  public static final int NOT_FOUND = 1;

  /** Something in the store is damaged, or a check of the doctor failed. */
  public static final int DAMAGED = 1;

  /** The command line, the configuration or a file's header cannot be understood. */
  public static final int USAGE = 2;

  /** The store or a file failed, or some lines could not be imported. */
  public static final int STORE_ERROR = 3;

  /** The command was interrupted by Ctrl-C; the same as the system gives for SIGINT. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
