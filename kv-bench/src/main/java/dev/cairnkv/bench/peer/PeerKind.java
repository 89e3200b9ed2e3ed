package dev.cairnkv.bench.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A store that can be measured.
 *
 * @param id its name on the command line
 * @param title its name in tables, with its version where it has one
 * @param form what its keys and values are
 * @param traits what it can do
 * @param jvmOptions what its JVM needs
 * @param settings how it is set up, for the report
 * @param opener opens it
 * @param <T> what keys and values are
 */
public record PeerKind<T>(
    String id,
    String title,
    Form<T> form,
    Set<Trait> traits,
    List<String> jvmOptions,
    String settings,
    Opener<T> opener) {

  /** Opens the store; begins one if there is none. */
  public Peer<T> open(StoreSetup setup) {
    try {
      return opener.open(setup);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open " + title + " in " + setup, e);
    }
  }

  /**
   * Opens a store.
   *
   * @param <T> what keys and values are
   */
  @FunctionalInterface
  public interface Opener<T> {
    /** Opens the store; begins one if there is none. */
    Peer<T> open(StoreSetup setup) throws IOException;

    /**
     * Opens the store as if it had no checkpoint, where it has any, and closes it again.
     *
     * @return how many frames were read in a second
     */
    default OptionalDouble scan(StoreSetup setup) {
      return OptionalDouble.empty();
    }

    /**
     * Begins a store of many shards, be they small.
     *
     * @param compacting whether the space of what is overwritten comes back
     * @throws UnsupportedOperationException if the store does not leave one the choice
     */
    default Peer<T> compacting(StoreSetup setup, boolean compacting) {
      throw new UnsupportedOperationException("compaction is not a matter of choice here");
    }
  }
}
