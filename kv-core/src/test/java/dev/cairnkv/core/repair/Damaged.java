package dev.cairnkv.core.repair;

import dev.cairnkv.Finding;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.RepairReport;
import dev.cairnkv.ScanProgress;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.VerifyReport;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.StoreRepair;
import dev.cairnkv.core.StoreVerification;
import dev.cairnkv.core.Stores;
import dev.cairnkv.core.TextCodec;
import dev.cairnkv.core.frame.Checksum;
import dev.cairnkv.core.frame.FrameDecoder;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.ShardHeader;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A store of strings in memory that is damaged on purpose. */
final class Damaged {
  InMemoryShardStorage storage = new InMemoryShardStorage();
  StoreOptions options = Stores.OPTIONS;

  /**
   * A frame of a shard.
   *
   * @param shardId the shard
   * @param offset where it begins
   * @param header its header
   */
  record Place(int shardId, long offset, FrameHeader header) {
    long payload() {
      return offset + header.headerLength();
    }
  }

  KvStore<String, String> open() {
    return Stores.restore(storage, options);
  }

  /** Puts what fills about one shard. */
  static void fill(KvStore<String, String> store, String prefix, int records) {
    for (int i = 0; i < records; i++) {
      store.put(prefix + i, value(prefix, i));
    }
  }

  static String value(String prefix, int i) {
    return prefix + i + " " + "x".repeat(100);
  }

  void shutdown(KvStore<String, String> store) {
    store.shutdown();
    storage = storage.reopen();
  }

  void crash() {
    storage = storage.restart();
  }

  VerifyReport<String> verify() {
    return verify(storage);
  }

  static VerifyReport<String> verify(ShardStorage storage) {
    return StoreVerification.verify(storage, codecs(), Clock.system(), ScanProgress.none());
  }

  RepairReport<String> repair() {
    return repair(storage, false);
  }

  RepairReport<String> dryRun() {
    return repair(storage, true);
  }

  RepairReport<String> repair(ShardStorage storage, boolean dryRun) {
    return StoreRepair.repair(
        storage, codecs(), Clock.system(), options, dryRun, ScanProgress.none());
  }

  static Codecs<String, String> codecs() {
    return Codecs.of(KeyType.STRING, new TextCodec());
  }

  Map<String, String> content() {
    KvStore<String, String> store = open();
    Map<String, String> content = Stores.content(store);
    shutdown(store);
    return content;
  }

  List<Place> frames(int shardId) {
    byte[] bytes = storage.bytes(shardId);
    MemorySegment shard = MemorySegment.ofArray(bytes);
    ShardHeader header = ShardHeader.decode(shard, "shard");
    FrameDecoder decoder =
        new FrameDecoder(Checksum.of(header.storeId(), header.shardId()), header.baseSequence());
    List<Place> places = new ArrayList<>();
    long offset = ShardHeaderDescriptor.LENGTH;
    while (offset < bytes.length) {
      FrameHeader frame = decoder.decodeHeader(shard.asSlice(offset), offset);
      if (frame == null || frame.kind() == FrameKind.SEAL) {
        return places;
      }
      places.add(new Place(shardId, offset, frame));
      offset += frame.frameLength();
    }
    return places;
  }

  void flip(int shardId, long offset, int bit) {
    byte[] bytes = storage.bytes(shardId);
    storage.overwrite(shardId, offset, new byte[] {(byte) (bytes[(int) offset] ^ (1 << bit))});
  }

  void zero(int shardId, long offset, int length) {
    storage.overwrite(shardId, offset, new byte[length]);
  }

  static List<@Nullable String> keys(VerifyReport<String> report) {
    List<@Nullable String> keys = new ArrayList<>();
    for (Finding<String> finding : report.findings()) {
      keys.add(finding.key());
    }
    return keys;
  }
}
