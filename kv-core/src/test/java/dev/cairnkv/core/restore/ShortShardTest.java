package dev.cairnkv.core.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairnkv.StoreListener;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.event.Events;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.CodecStamp;
import dev.cairnkv.core.frame.FrameBuffer;
import dev.cairnkv.core.frame.FrameDescriptor;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.log.LogShard;
import dev.cairnkv.core.log.LogState;
import dev.cairnkv.core.log.ShardFactory;
import dev.cairnkv.core.log.ShardLog;
import dev.cairnkv.core.log.ShardTable;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A newest shard that something else cut, as a copy that was broken off does. Where no room was
 * left for its seal, restoring it after a crash, or the first write after a clean shutdown, came
 * out as an {@link IndexOutOfBoundsException}.
 */
class ShortShardTest {
  private static final Events EVENTS = new Events(StoreListener.none());
  private static final UUID STORE = new UUID(1, 2);
  private static final int RECORDS = 20;
  private static final int TAIL =
      ShardHeaderDescriptor.LENGTH + RECORDS * FrameDescriptor.MIN_FRAME_LENGTH;

  private InMemoryShardStorage storage = new InMemoryShardStorage();

  @ParameterizedTest(name = "cut to {0} bytes")
  @ValueSource(ints = {128, 130, 168, 200, 600, TAIL - 1, TAIL, TAIL + 55})
  void isRefusedAfterACleanShutdown(int sizeBytes) {
    write(true);
    storage.truncateShard(1, sizeBytes);

    assertThatExceptionOfType(WrongFormatException.class)
        .isThrownBy(this::restore)
        .withMessageContaining("shard 1 of memory")
        .withMessageContaining(sizeBytes + " bytes")
        .withMessageContaining("4096")
        .withMessageContaining("backup");
    assertThat(storage.bytes(1)).hasSize(sizeBytes);
  }

  @ParameterizedTest(name = "cut to {0} bytes")
  @ValueSource(ints = {128, 130, 168, 200, 319, 600, TAIL - 1, TAIL, TAIL + 55, TAIL + 200, 4088})
  void isRefusedAfterACrash(int sizeBytes) {
    write(false);
    storage.truncateShard(1, sizeBytes);

    assertThatExceptionOfType(WrongFormatException.class)
        .isThrownBy(this::restore)
        .withMessageContaining("shard 1 of memory")
        .withMessageContaining(sizeBytes + " bytes")
        .withMessageContaining("4096")
        .withMessageContaining("backup");
    assertThat(storage.bytes(1)).hasSize(sizeBytes);
  }

  /** Frames that were synced once were taken for the torn tail of a whole shard. */
  @Test
  void isRefusedAlthoughThereIsRoomForASealBehindAnEarlierFrame() {
    write(false);
    storage.truncateShard(1, TAIL - 80 + FrameDescriptor.SEAL_LENGTH - 8);

    assertThatExceptionOfType(WrongFormatException.class).isThrownBy(this::restore);
  }

  @ParameterizedTest(name = "shut down cleanly: {0}")
  @ValueSource(booleans = {true, false})
  void isTakenWhereNothingButUnusedRoomIsMissing(boolean clean) {
    write(clean);
    storage.truncateShard(1, TAIL + FrameDescriptor.SEAL_LENGTH);

    Restored restored = restore();
    try (ShardLog log = new ShardLog(storage, factory(), restored.log(), EVENTS)) {
      append(log);

      assertThat(restored.report().damages()).isEmpty();
      assertThat(log.lastSequence()).isEqualTo(RECORDS + 1L);
      assertThat(log.shards().all().stream().map(LogShard::id)).containsExactly(1, 2);
    }
  }

  private Restored restore() {
    return new Restore(storage, STORE, codec -> {}).run(false, Clock.system());
  }

  private void write(boolean clean) {
    storage.create();
    ShardLog log =
        new ShardLog(storage, factory(), new LogState(new ShardTable(), null, 1, 1, false), EVENTS);
    for (int i = 0; i < RECORDS; i++) {
      append(log);
    }
    if (clean) {
      log.shutdown();
    }
    storage = storage.restart();
  }

  private ShardFactory factory() {
    return new ShardFactory(storage, STORE, new CodecStamp("test", 1, 0), 4096, Clock.system());
  }

  private static void append(ShardLog log) {
    FrameBuffer frame = new FrameBuffer();
    frame.begin(new Fingerprint(1, log.lastSequence()));
    frame.endPayload();
    log.append(FrameKind.PUT, frame);
  }
}
