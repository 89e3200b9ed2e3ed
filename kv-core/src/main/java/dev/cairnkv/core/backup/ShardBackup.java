package dev.cairnkv.core.backup;

import dev.cairnkv.Damage;
import dev.cairnkv.StorageException;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.restore.ShardOpener;
import dev.cairnkv.core.restore.ShardScan;
import dev.cairnkv.core.restore.ShardScan.ScanStart;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Brings shards into the target of a backup, and checks them there. For one thread. */
final class ShardBackup {
  private final BackupSource source;
  private final ShardStorage target;
  private final Set<Damage> damages = new LinkedHashSet<>();
  private int shared;
  private int copied;
  private long copiedBytes;
  private long frames;

  ShardBackup(BackupSource source, ShardStorage target) {
    this.source = source;
    this.target = target;
  }

  /** Adds a shard that the target has not. */
  void add(SourceShard shard) {
    boolean isShared =
        source.mayShare() && !shard.isActive() && source.storage().shareShard(shard.id(), target);
    if (isShared) {
      shared++;
    } else {
      copy(shard);
      copied++;
    }
    check(shard);
  }

  private void copy(SourceShard shard) {
    LogShard from = shard.shard();
    // The header of the shard that is appended to may be damaged on the disk, and has no copy.
    long headerEnd = Math.min(ShardHeaderDescriptor.LENGTH, from.sizeBytes());
    byte[] header = shard.isActive() ? from.header().encode() : RawBytes.read(from, 0, headerEnd);
    long end = shard.end();
    try (Shard to = target.createShard(shard.id(), from.sizeBytes(), header)) {
      RawBytes.append(from, header.length, end, to);
      RawBytes.sync(to);
    }
    copiedBytes += Math.max(end, header.length);
  }

  /** Adds what is new of a shard to what the target has of it. */
  void extend(SourceShard shard, long formerTail) {
    long end = shard.end();
    try (Shard to = target.openShard(shard.id(), ShardAccess.APPEND)) {
      RawBytes.append(shard.shard(), formerTail, end, to);
      RawBytes.sync(to);
    }
    copiedBytes += end - formerTail;
    check(shard);
  }

  /** Reads every frame from the target. Bytes that are damaged must be so in the source, too. */
  private void check(SourceShard shard) {
    List<Damage> found;
    try {
      found = scan(shard);
    } catch (WrongFormatException e) {
      found = List.of(new Damage(shard.id(), 0, 0, String.valueOf(e.getMessage()), false));
    }
    if (!found.isEmpty()) {
      requireSameBytes(shard);
      damages.addAll(found);
    }
  }

  private List<Damage> scan(SourceShard shard) {
    Set<Damage> found = new LinkedHashSet<>();
    ShardOpener opener =
        new ShardOpener(target, source.clean().storeId(), header -> {}, id -> null, found::add);
    LogShard copy = opener.open(shard.id(), ShardAccess.READ);
    try {
      ScanStart start = ScanStart.of(copy);
      ShardScan scan =
          shard.isActive()
              ? ShardScan.upTo(shard.tail(), copy, start, (header, location) -> {})
              : ShardScan.complete(
                  copy, start, source.nextSequence(shard), (header, location) -> {});
      frames += scan.frames();
      found.addAll(scan.damages());
      return List.copyOf(found);
    } finally {
      copy.close();
    }
  }

  private void requireSameBytes(SourceShard shard) {
    try (Shard copy = target.openShard(shard.id(), ShardAccess.READ)) {
      if (!RawBytes.areEqual(shard.shard(), copy, ShardHeaderDescriptor.LENGTH, shard.end())) {
        throw new StorageException(
            "shard %d does not read from %s as it was written there; check that device, and run the backup again"
                .formatted(shard.id(), target.location()));
      }
    }
  }

  int shared() {
    return shared;
  }

  int copied() {
    return copied;
  }

  long copiedBytes() {
    return copiedBytes;
  }

  long frames() {
    return frames;
  }

  List<Damage> damages() {
    return List.copyOf(damages);
  }
}
