package dev.cairnkv.testkit.simulation;

/**
 * The process has ended. Thrown by the call in which it does and by every later one, until the
 * storage is {@linkplain SimulatedShardStorage#restart restarted}.
 *
 * <p>An error, since nothing may take it for a failure of the storage and go on. Code that cleans
 * up after anything may still wrap it or replace it: what counts is {@link
 * SimulatedShardStorage#isDead}. It carries no stack trace, so that many can be thrown.
 */
public final class SimulatedCrash extends Error {
  private static final long serialVersionUID = 1L;

  SimulatedCrash(String message) {
    super(message, null, true, false);
  }
}
