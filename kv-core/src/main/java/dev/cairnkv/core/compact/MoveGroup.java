package dev.cairnkv.core.compact;

import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.FrameBuffer;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.log.ShardLog;
import dev.cairnkv.core.order.KeyOrder;
import dev.cairnkv.core.order.OrderedKeys;
import dev.cairnkv.spi.PayloadBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Some records that are appended in one turn, so small that writers do not notice. For one thread.
 */
final class MoveGroup {
  private static final int MOST_RECORDS = 32;
  private static final int MOST_BYTES = 32 << 10;

  private final Catalog catalog;
  private final KeyOrder<?> order;
  private final ShardLog log;
  private final WriteTurn turn;
  private final Tally tally;
  private final List<FrameBuffer> buffers = new ArrayList<>();
  private final List<Move> moves = new ArrayList<>();
  private long bytes;

  /**
   * A record to be appended, if what the index says of its key is still the same.
   *
   * @param latest what the index says
   * @param kind what is appended
   * @param isAppended whether anything is; if not, the key is only forgotten
   * @param key the ordered bytes of a key that is forgotten, if they are known
   */
  private record Move(
      Fingerprint fingerprint,
      long latest,
      FrameKind kind,
      FrameBuffer frame,
      boolean isAppended,
      byte @Nullable [] key) {
    boolean isExpiry() {
      return kind == FrameKind.TOMBSTONE && latest != Location.NONE;
    }
  }

  MoveGroup(Catalog catalog, KeyOrder<?> order, ShardLog log, WriteTurn turn, Tally tally) {
    this.catalog = catalog;
    this.order = order;
    this.log = log;
    this.turn = turn;
    this.tally = tally;
  }

  void clear() {
    moves.clear();
    bytes = 0;
  }

  boolean isFull() {
    return moves.size() == MOST_RECORDS || bytes >= MOST_BYTES;
  }

  void addPut(FrameHeader header, long location, Consumer<PayloadBuffer> payload) {
    FrameBuffer frame = begin(header.fingerprint());
    frame.expireAt(header.expiryEpochMillis());
    payload.accept(frame.payload());
    frame.endPayload();
    log.requireFits(frame);
    add(new Move(header.fingerprint(), location, FrameKind.PUT, frame, true, null));
  }

  void addTombstone(Fingerprint fingerprint) {
    addTombstone(fingerprint, Location.NONE, true, null);
  }

  /**
   * Adds a record that has ended, whose key is forgotten.
   *
   * @param key the ordered bytes of the key, if they are known
   */
  void addExpired(
      Fingerprint fingerprint, long location, boolean needsTombstone, byte @Nullable [] key) {
    addTombstone(fingerprint, location, needsTombstone, key);
  }

  private void addTombstone(
      Fingerprint fingerprint, long latest, boolean isAppended, byte @Nullable [] key) {
    FrameBuffer frame = begin(fingerprint);
    frame.endPayload();
    add(new Move(fingerprint, latest, FrameKind.TOMBSTONE, frame, isAppended, key));
  }

  private FrameBuffer begin(Fingerprint fingerprint) {
    if (moves.size() == buffers.size()) {
      buffers.add(new FrameBuffer());
    }
    FrameBuffer frame = buffers.get(moves.size());
    frame.begin(fingerprint);
    return frame;
  }

  private void add(Move move) {
    moves.add(move);
    bytes += move.frame().frameLength(false);
  }

  /** Appends what is still needed, and returns the bytes that were appended. */
  long append() {
    long before = tally.movedBytes();
    if (!moves.isEmpty()) {
      turn.take(() -> moves.forEach(this::append));
      clear();
    }
    return tally.movedBytes() - before;
  }

  private void append(Move move) {
    if (catalog.find(move.fingerprint()) != move.latest()) {
      return; // there is a later record of the key
    }
    OrderedKeys keys =
        move.isExpiry() ? order.withoutExpired(move.fingerprint(), move.key()) : order.keys();
    if (move.isAppended()) {
      appendNeeded(move);
    } else {
      catalog.forget(move.fingerprint());
    }
    order.publish(keys);
  }

  private void appendNeeded(Move move) {
    long before = log.appendedBytes();
    long location = log.appendMoved(move.kind(), move.frame());
    try {
      switch (move.kind()) {
        case PUT -> catalog.publish(move.fingerprint(), location);
        case TOMBSTONE -> catalog.forget(move.fingerprint());
        case SEAL -> throw new IllegalStateException("a seal is not moved");
      }
    } catch (Throwable e) {
      throw log.poison(e); // the log has it and the index has not
    }
    tally.moved(1, log.appendedBytes() - before);
  }
}
