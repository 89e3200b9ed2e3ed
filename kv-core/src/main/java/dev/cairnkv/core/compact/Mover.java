package dev.cairnkv.core.compact;

import dev.cairnkv.CodecException;
import dev.cairnkv.CorruptFrameException;
import dev.cairnkv.Damage;
import dev.cairnkv.KvException;
import dev.cairnkv.RecordTooLargeException;
import dev.cairnkv.StorageException;
import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.Frame;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.log.PieceReader;
import dev.cairnkv.core.order.KeyOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Appends anew what is still needed of a shard. For one thread. */
final class Mover {
  private static final int HEADERS_AHEAD = 32;

  private final Catalog catalog;
  private final KeyOrder<?> order;
  private final Recoder recoder;
  private final Liveness liveness;
  private final Consumer<Damage> damages;
  private final MoveGroup group;
  private final List<FrameHeader> ahead = new ArrayList<>(HEADERS_AHEAD);
  private final Fingerprint[] fingerprintsAhead = new Fingerprint[HEADERS_AHEAD];

  Mover(
      Catalog catalog,
      KeyOrder<?> order,
      Recoder recoder,
      Liveness liveness,
      Consumer<Damage> damages,
      MoveGroup group) {
    this.catalog = catalog;
    this.order = order;
    this.recoder = recoder;
    this.liveness = liveness;
    this.damages = damages;
    this.group = group;
  }

  /**
   * Appends what is needed of a shard, in groups.
   *
   * @param isOldest whether there is no older shard, so that no tombstone is needed
   * @return false if the pace said that it is to stop
   * @throws UnfitShardException if something in the shard cannot be read
   */
  boolean move(LogShard shard, boolean isOldest, Pace pace) throws UnfitShardException {
    group.clear();
    PieceReader reader = new PieceReader(shard);
    long offset = ShardHeaderDescriptor.LENGTH;
    while (true) {
      boolean isEnd = readAhead(reader, offset);
      for (FrameHeader header : ahead) {
        long location = Location.pack(shard.id(), offset, header.frameLength());
        if (isNeeded(header, location, isOldest)) {
          add(reader, header, location, isOldest);
        }
        if (group.isFull() && !pace.allows(group.append())) {
          return false;
        }
        offset += header.frameLength();
      }
      if (isEnd) {
        return pace.allows(group.append());
      }
    }
  }

  /**
   * Reads some headers, and has what the index says of them come from memory at once instead of one
   * after the other.
   *
   * @return whether the seal is behind them
   */
  private boolean readAhead(PieceReader reader, long from) throws UnfitShardException {
    boolean isEnd = readHeaders(reader, from);
    for (int i = 0; i < ahead.size(); i++) {
      fingerprintsAhead[i] = ahead.get(i).fingerprint();
    }
    catalog.index().prefetch(fingerprintsAhead, ahead.size());
    return isEnd;
  }

  private boolean readHeaders(PieceReader reader, long from) throws UnfitShardException {
    ahead.clear();
    long offset = from;
    while (ahead.size() < HEADERS_AHEAD && offset - from <= PieceReader.MOST_BYTES_AHEAD) {
      FrameHeader header = header(reader, offset, from);
      if (header.kind() == FrameKind.SEAL) {
        return true;
      }
      ahead.add(header);
      offset += header.frameLength();
    }
    return false;
  }

  /** Returns whether the index still names a frame of the shard. */
  boolean holdsLatest(LogShard shard) throws UnfitShardException {
    PieceReader reader = new PieceReader(shard);
    long offset = ShardHeaderDescriptor.LENGTH;
    FrameHeader header = header(reader, offset, offset);
    while (header.kind() != FrameKind.SEAL) {
      if (catalog.find(header.fingerprint())
          == Location.pack(shard.id(), offset, header.frameLength())) {
        return true;
      }
      offset += header.frameLength();
      header = header(reader, offset, offset);
    }
    return false;
  }

  private boolean isNeeded(FrameHeader header, long location, boolean isOldest) {
    long latest = catalog.find(header.fingerprint());
    return switch (header.kind()) {
      case PUT -> latest == location;
      case TOMBSTONE -> latest == Location.NONE && !isOldest;
      case SEAL -> false;
    };
  }

  private void add(PieceReader reader, FrameHeader header, long location, boolean isOldest)
      throws UnfitShardException {
    if (header.kind() == FrameKind.TOMBSTONE) {
      group.addTombstone(header.fingerprint());
    } else if (liveness.isExpired(header)) {
      group.addExpired(
          header.fingerprint(), location, !isOldest, orderedKey(reader, header, location));
    } else {
      addPut(reader, header, location);
    }
  }

  /**
   * Returns the ordered bytes of a key, or null if nobody wants to know them or they cannot be
   * told. A record that has ended is not worth keeping its shard for, even if it is damaged.
   */
  private byte @Nullable [] orderedKey(PieceReader reader, FrameHeader header, long location) {
    if (!order.isKept()) {
      return null;
    }
    try {
      Frame frame = reader.frame(header, Location.offset(location));
      return frame instanceof Frame.Intact(_, var payload)
          ? recoder.orderedKey(reader.shard().header().codec(), payload)
          : null;
    } catch (CodecException | StorageException _) {
      return null;
    }
  }

  private void addPut(PieceReader reader, FrameHeader header, long location)
      throws UnfitShardException {
    LogShard shard = reader.shard();
    long offset = Location.offset(location);
    try {
      if (!(reader.frame(header, offset) instanceof Frame.Intact(_, var payload))) {
        throw damaged(shard, offset, header.frameLength(), "the payload fails its checksum");
      }
      group.addPut(
          header, location, target -> recoder.recode(shard.header().codec(), payload, target));
    } catch (CodecException | RecordTooLargeException | StorageException e) {
      throw new UnfitShardException(e);
    }
  }

  private FrameHeader header(PieceReader reader, long offset, long from)
      throws UnfitShardException {
    LogShard shard = reader.shard();
    try {
      FrameHeader header = offset < shard.tail() ? reader.header(offset, from) : null;
      if (header != null) {
        return header;
      }
      long next = shard.nextHeader(offset);
      long end = next < 0 ? shard.sizeBytes() : next;
      throw damaged(shard, offset, Math.max(0, end - offset), "the header fails its checksum");
    } catch (StorageException e) {
      throw new UnfitShardException(e);
    }
  }

  private UnfitShardException damaged(LogShard shard, long offset, long length, String found) {
    // The index knew each key before this was read, so nobody is in doubt about any.
    damages.accept(new Damage(shard.id(), offset, length, found, true));
    KvException reason = new CorruptFrameException(shard.id(), offset, found);
    return new UnfitShardException(reason);
  }
}
