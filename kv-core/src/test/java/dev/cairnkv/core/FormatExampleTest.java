package dev.cairnkv.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.KeyType;
import dev.cairnkv.StoreListener;
import dev.cairnkv.core.event.Events;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.fingerprint.FingerprintSeed;
import dev.cairnkv.core.fingerprint.Fingerprinter;
import dev.cairnkv.core.frame.Checksum;
import dev.cairnkv.core.frame.CodecStamp;
import dev.cairnkv.core.frame.Frame;
import dev.cairnkv.core.frame.FrameBuffer;
import dev.cairnkv.core.frame.FrameDecoder;
import dev.cairnkv.core.frame.FrameHeader;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.frame.Seal;
import dev.cairnkv.core.frame.ShardHeader;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.log.LogState;
import dev.cairnkv.core.log.ShardFactory;
import dev.cairnkv.core.log.ShardLog;
import dev.cairnkv.core.log.ShardTable;
import dev.cairnkv.core.manifest.CleanMark;
import dev.cairnkv.core.manifest.Manifest;
import dev.cairnkv.core.restore.Restore;
import dev.cairnkv.core.restore.Restored;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.PayloadBuffer;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Holds the example in {@code docs/FORMAT.md} against the code that reads and writes stores. */
class FormatExampleTest {
  private static final Events EVENTS = new Events(StoreListener.none());
  private static final UUID STORE = UUID.fromString("01234567-89ab-cdef-fedc-ba9876543210");
  private static final FingerprintSeed SEED =
      new FingerprintSeed(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
  private static final long CREATED = 1_790_000_000_000L;
  private static final CodecStamp CODEC = new CodecStamp("json", 1, 0);
  private static final Fingerprint COLOR = fingerprint("color");
  private static final Fingerprint SIZE = fingerprint("size");
  private static final Clock CLOCK =
      new Clock() {
        @Override
        public long epochMillis() {
          return CREATED;
        }

        @Override
        public long nanoTime() {
          return 0;
        }
      };

  private final FormatDocument document = FormatDocument.read();

  @Test
  void theHeaderSaysWhatTheDocumentSays() {
    ShardHeader header = ShardHeader.decode(MemorySegment.ofArray(document.exampleShard()), "it");

    assertThat(header).isEqualTo(new ShardHeader(1, STORE, 4096, 1, CREATED, CODEC));
  }

  @Test
  void theFramesSayWhatTheDocumentSays() {
    MemorySegment shard = MemorySegment.ofArray(document.exampleShard());
    FrameDecoder decoder = new FrameDecoder(Checksum.of(STORE, 1), 1);
    List<String> found = new ArrayList<>();
    long offset = ShardHeaderDescriptor.LENGTH;
    while (offset < shard.byteSize()) {
      Frame frame = decoder.decode(shard.asSlice(offset), offset);
      assertThat(frame).as("at offset %d", offset).isInstanceOf(Frame.Intact.class);
      FrameHeader header = ((Frame.Intact) frame).header();
      found.add(describe(offset, header, ((Frame.Intact) frame).payload()));
      offset += header.frameLength();
    }

    assertThat(found)
        .containsExactly(
            "128 PUT 1 color synced 0 [\"color\",\"blue\"]",
            "184 PUT 2 size synced 184 [\"size\",\"9\"]",
            "240 TOMBSTONE 3 color synced 0 ",
            "280 SEAL 3 none synced 280 Seal[frames=3, successor=0]");
  }

  @Test
  void theDocumentsSayWhatTheDocumentSays() {
    assertThat(Manifest.decode(document.exampleText("example-manifest"), "it"))
        .isEqualTo(new Manifest(STORE, "string", SEED, CREATED));
    assertThat(CleanMark.decode(document.exampleText("example-clean-mark"), "it"))
        .isEqualTo(new CleanMark(STORE, 0, 0, 4, CREATED));
  }

  @Test
  void theStoreOfTheExampleIsRestored() {
    InMemoryShardStorage storage = new InMemoryShardStorage();
    storage.create();
    storage.writeDocument(CleanMark.NAME, document.exampleText("example-clean-mark"));
    byte[] shard = document.exampleShard();
    byte[] header = new byte[ShardHeaderDescriptor.LENGTH];
    System.arraycopy(shard, 0, header, 0, header.length);
    try (Shard target = storage.createShard(1, shard.length, header)) {
      target.append(header.length, shard, header.length, shard.length - header.length);
    }

    Restored restored = new Restore(storage, STORE, codec -> {}).run(false, CLOCK);

    assertThat(restored.report().damages()).isEmpty();
    assertThat(restored.report().cleanShutdown()).isTrue();
    assertThat(restored.report().frames()).isEqualTo(3);
    assertThat(restored.log().nextSequence()).isEqualTo(4);
    assertThat(restored.catalog().index().size()).isOne();
    assertThat(restored.catalog().find(SIZE)).isEqualTo(Location.pack(1, 184, 56));
    restored.catalog().shards().all().forEach(each -> each.close());
  }

  /** The example's story: two puts with a sync between them, a delete, a crash, a restore. */
  @Test
  void theExampleIsWhatTheCodeWrites() {
    InMemoryShardStorage storage = new InMemoryShardStorage();
    storage.create();
    ShardFactory factory = new ShardFactory(storage, STORE, CODEC, 4096, CLOCK);
    ShardLog log =
        new ShardLog(storage, factory, new LogState(new ShardTable(), null, 1, 1, false), EVENTS);
    log.append(FrameKind.PUT, frame(COLOR, "[\"color\",\"blue\"]"));
    log.sync(1);
    log.append(FrameKind.PUT, frame(SIZE, "[\"size\",\"9\"]"));
    log.append(FrameKind.TOMBSTONE, frame(COLOR, ""));
    InMemoryShardStorage next = storage.restart();
    Restored restored = new Restore(next, STORE, codec -> {}).run(false, CLOCK);
    try (ShardLog restoredLog = new ShardLog(next, factory, restored.log(), EVENTS)) {
      restoredLog.shutdown();
    }

    assertThat(bytes(next)).isEqualTo(document.exampleShard());
    assertThat(next.readDocument(CleanMark.NAME))
        .isEqualTo(document.exampleText("example-clean-mark"));
    assertThat(new Manifest(STORE, "string", SEED, CREATED).encode())
        .isEqualTo(document.exampleText("example-manifest"));
  }

  private static String describe(long offset, FrameHeader header, MemorySegment payload) {
    String key =
        header.fingerprint().equals(COLOR)
            ? "color"
            : header.fingerprint().equals(SIZE) ? "size" : "none";
    String content =
        header.kind() == FrameKind.SEAL
            ? String.valueOf(Seal.decode(payload))
            : new String(payload.toArray(ValueLayout.JAVA_BYTE), UTF_8);
    return "%d %s %d %s synced %d %s"
        .formatted(offset, header.kind(), header.sequence(), key, header.syncedUpTo(), content);
  }

  private static byte[] bytes(InMemoryShardStorage storage) {
    try (Shard shard = storage.openShard(1, ShardAccess.READ)) {
      return shard.read(0, shard.sizeBytes()).toArray(ValueLayout.JAVA_BYTE);
    }
  }

  private static FrameBuffer frame(Fingerprint fingerprint, String text) {
    FrameBuffer frame = new FrameBuffer();
    frame.begin(fingerprint);
    frame.payload().write(text.getBytes(UTF_8));
    frame.endPayload();
    return frame;
  }

  private static Fingerprint fingerprint(String key) {
    return new Fingerprinter<>(KeyType.STRING, SEED).fingerprint(key, new PayloadBuffer());
  }
}
