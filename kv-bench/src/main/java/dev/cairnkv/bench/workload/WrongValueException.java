package dev.cairnkv.bench.workload;

/** A store answered wrongly, so that its figures are worth nothing. */
public final class WrongValueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongValueException(String message) {
    super(message);
  }
}
