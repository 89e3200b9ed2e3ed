package dev.cairnkv.core.compact;

import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.FrameBuffer;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.log.ShardLog;
import dev.cairnkv.spi.PayloadBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Some records that are appended in one turn, so small that writers do not notice. For one thread.
 */
final class MoveGroup {
  private static final int MOST_RECORDS = 32;
  private static final int MOST_BYTES = 32 << 10;

  private final Catalog catalog;
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
   */
  private record Move(
      Fingerprint fingerprint,
      long latest,
      FrameKind kind,
      FrameBuffer frame,
      boolean isAppended) {}

  MoveGroup(Catalog catalog, ShardLog log, WriteTurn turn, Tally tally) {
    this.catalog = catalog;
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
    add(new Move(header.fingerprint(), location, FrameKind.PUT, frame, true));
  }

  void addTombstone(Fingerprint fingerprint) {
    addTombstone(fingerprint, Location.NONE, true);
  }

  /** Adds a record that has ended, whose key is forgotten. */
  void addExpired(Fingerprint fingerprint, long location, boolean needsTombstone) {
    addTombstone(fingerprint, location, needsTombstone);
  }

  private void addTombstone(Fingerprint fingerprint, long latest, boolean isAppended) {
    FrameBuffer frame = begin(fingerprint);
    frame.endPayload();
    add(new Move(fingerprint, latest, FrameKind.TOMBSTONE, frame, isAppended));
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
    if (!move.isAppended()) {
      catalog.forget(move.fingerprint());
      return;
    }
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
