package dev.cairnkv.core;

import dev.cairnkv.SnapshotClosedException;
import dev.cairnkv.core.index.IndexSnapshot;
import dev.cairnkv.core.log.ShardPins;
import dev.cairnkv.core.order.OrderedKeys;
import java.lang.StackWalker.StackFrame;
import java.lang.ref.Cleaner.Cleanable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a store holds on to for a snapshot. It does not refer to the snapshot itself, so that one
 * which the program has lost can be told.
 */
final class SnapshotHold {
  private final IndexSnapshot index;
  private final OrderedKeys keys;
  private final ShardPins.Pin pin;
  private final long sequence;
  private final long epochMillis;
  private final long nanoTime;
  private final List<StackFrame> openedBy;
  private volatile boolean closed;
  private volatile @Nullable Cleanable watch;

  /**
   * Makes a hold.
   *
   * @param index what the index held
   * @param keys the keys in order, if they were kept so
   * @param pin keeps the shards of that
   * @param sequence the sequence of the last record in it
   * @param epochMillis when that was, in milliseconds since 1970
   * @param nanoTime the same by the clock that tells durations
   * @param openedBy the calls that led to it, innermost first
   */
  SnapshotHold(
      IndexSnapshot index,
      OrderedKeys keys,
      ShardPins.Pin pin,
      long sequence,
      long epochMillis,
      long nanoTime,
      List<StackFrame> openedBy) {
    this.index = index;
    this.keys = keys;
    this.pin = pin;
    this.sequence = sequence;
    this.epochMillis = epochMillis;
    this.nanoTime = nanoTime;
    this.openedBy = openedBy;
  }

  IndexSnapshot index() {
    return index;
  }

  OrderedKeys keys() {
    return keys;
  }

  long sequence() {
    return sequence;
  }

  long epochMillis() {
    return epochMillis;
  }

  long nanoTime() {
    return nanoTime;
  }

  List<StackTraceElement> openedBy() {
    return openedBy.stream().map(StackFrame::toStackTraceElement).toList();
  }

  boolean isClosed() {
    return closed;
  }

  /**
   * Refuses to read what nothing is held of any more.
   *
   * @throws SnapshotClosedException if this is closed
   */
  void requireOpen() {
    if (isClosed()) {
      throw new SnapshotClosedException(message());
    }
  }

  /** What is read may be closed meanwhile, which may come as any error. */
  RuntimeException closedOr(RuntimeException e) {
    return isClosed() && !(e instanceof SnapshotClosedException)
        ? new SnapshotClosedException(message(), e)
        : e;
  }

  private String message() {
    return "the snapshot of sequence " + sequence + " is closed; take a new one";
  }

  /** Says what waits for the snapshot to be lost. It is not needed once this is let go. */
  void watchedBy(Cleanable cleanable) {
    watch = cleanable;
  }

  /** Lets go. To be called once. */
  void letGo() {
    closed = true;
    index.close(); // before the shards go that it names
    pin.close();
    Cleanable watching = watch;
    if (watching != null) {
      watching.clean();
    }
  }
}
