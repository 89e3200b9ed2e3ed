package dev.cairnkv.core.repair;

import dev.cairnkv.Damage;
import dev.cairnkv.KvException;
import dev.cairnkv.StorageException;
import dev.cairnkv.WrongCodecException;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.frame.ShardHeader;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.restore.ShardOpener;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opens all shards of a store for reading, as far as that is possible. */
final class ShardInventory implements AutoCloseable {
  private final ShardStorage storage;
  private final UUID storeId;
  private final StoreDocuments documents;
  private final Payloads<?> payloads;
  private final ShardOpener opener;
  private final NavigableMap<Integer, LogShard> shards = new TreeMap<>();
  private final NavigableMap<Integer, Damage> damagedHeaders = new TreeMap<>();
  private final Set<Integer> foreignIds = new HashSet<>();
  private final List<Damage> refused = new ArrayList<>();
  private final List<KvException> refusals = new ArrayList<>();

  ShardInventory(
      ShardStorage storage, UUID storeId, StoreDocuments documents, Payloads<?> payloads) {
    this.storage = storage;
    this.storeId = storeId;
    this.documents = documents;
    this.payloads = payloads;
    this.opener =
        new ShardOpener(
            storage,
            storeId,
            this::checkCodec,
            documents::header,
            damage -> damagedHeaders.put(damage.shardId(), damage));
  }

  void open() {
    for (int id : documents.shardIds()) {
      try {
        shards.put(id, opener.open(id, ShardAccess.READ));
      } catch (WrongFormatException e) {
        damagedHeaders.put(id, new Damage(id, 0, 0, String.valueOf(e.getMessage()), false));
        recover(id, e);
      }
    }
    for (int id : List.copyOf(damagedHeaders.keySet())) {
      if (!shards.containsKey(id) && refused.stream().noneMatch(one -> one.shardId() == id)) {
        rebuild(id);
      }
    }
  }

  /** The shards that can be read. */
  NavigableMap<Integer, LogShard> shards() {
    return shards;
  }

  /** Whether a shard is one of another store. */
  boolean isForeign(int id) {
    return foreignIds.contains(id);
  }

  /** What is wrong with the headers of shards that are to be given up. */
  @Nullable Damage damagedHeader(int id) {
    return damagedHeaders.get(id);
  }

  /** The shards that are not damaged, but that this version or configuration cannot read. */
  List<Damage> refused() {
    return refused;
  }

  /** Why. */
  List<KvException> refusals() {
    return refusals;
  }

  private void checkCodec(ShardHeader header) {
    try {
      payloads.requireReadable(header.codec(), header.shardId());
    } catch (WrongCodecException e) {
      refuse(header.shardId(), e);
    }
  }

  void refuse(int id, KvException e) {
    refused.add(new Damage(id, 0, 0, String.valueOf(e.getMessage()), false));
    refusals.add(e);
  }

  /** Tells shards that are damaged from those that are right where they are wrong. */
  private void recover(int id, WrongFormatException reason) {
    ShardHeader header = intactHeader(id, reason);
    if (header != null && !header.storeId().equals(storeId)) {
      foreignIds.add(id);
    }
    boolean renamed =
        header != null
            && header.storeId().equals(storeId)
            && header.shardId() != id
            && !documents.shardIds().contains(header.shardId());
    if (renamed) {
      refuse(id, reason); // all it takes is its own name
    }
  }

  /** Returns a header whose checksum is right; null if there is none. */
  private @Nullable ShardHeader intactHeader(int id, WrongFormatException reason) {
    Shard shard = storage.openShard(id, ShardAccess.READ);
    try {
      MemorySegment bytes = shard.read(0, shard.sizeBytes());
      if (!ShardHeader.isIntact(bytes)) {
        return null;
      }
      return ShardHeader.decode(bytes, "shard " + id);
    } catch (WrongFormatException _) {
      refuse(id, reason); // another format
      return null;
    } catch (InternalError e) {
      throw new StorageException("the device failed while reading shard " + id, e);
    } finally {
      shard.close();
    }
  }

  private void rebuild(int id) {
    Shard shard = storage.openShard(id, ShardAccess.READ);
    boolean kept = false;
    try {
      HeaderRebuild rebuild = new HeaderRebuild(shard, storeId, payloads);
      ShardHeader header =
          rebuild.header(shards.lowerEntry(id), shards.higherEntry(id), documents.nextSequence());
      if (header != null) {
        shards.put(id, new LogShard(shard, header));
        damagedHeaders.put(
            id,
            new Damage(id, 0, ShardHeaderDescriptor.LENGTH, "the shard header is damaged", true));
        kept = true;
      }
    } finally {
      if (!kept) {
        shard.close();
      }
    }
  }

  @Override
  public void close() {
    shards.values().forEach(LogShard::close);
  }
}
