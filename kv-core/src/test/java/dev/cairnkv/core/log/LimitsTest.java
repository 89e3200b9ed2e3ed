package dev.cairnkv.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.StorageException;
import dev.cairnkv.StoreListener;
import dev.cairnkv.core.event.Events;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.CodecStamp;
import dev.cairnkv.core.frame.FrameBuffer;
import dev.cairnkv.core.frame.FrameDescriptor;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens where a number has no successor. */
class LimitsTest {
  private final InMemoryShardStorage storage = new InMemoryShardStorage();
  private final ShardFactory factory =
      new ShardFactory(storage, new UUID(1, 2), new CodecStamp("test", 1, 0), 4096, Clock.system());

  @BeforeEach
  void makeThePlace() {
    storage.create();
  }

  private ShardLog log(LogState state) {
    return new ShardLog(storage, factory, state, new Events(StoreListener.none()));
  }

  private static long append(ShardLog log) {
    FrameBuffer frame = new FrameBuffer();
    frame.begin(new Fingerprint(1, 1));
    frame.endPayload();
    return log.append(FrameKind.PUT, frame);
  }

  @Test
  void refusesTheShardBehindTheLast() {
    ShardLog log = log(new LogState(new ShardTable(), null, ShardStorage.MAX_SHARD_ID, 1, false));
    assertThat(Location.shardId(append(log))).isEqualTo(ShardStorage.MAX_SHARD_ID);

    assertThatThrownBy(
            () -> {
              while (true) {
                append(log);
              }
            })
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("used up its 16777215 shard ids");
    log.shutdown();
    log.close();
  }

  @Test
  void beginsANewShardWhereTheSequenceIsTooFarFromTheBase() {
    LogShard first = factory.create(1, 1);
    ShardTable shards = new ShardTable();
    shards.add(first);
    long last = 1 + FrameDescriptor.MAX_SEQUENCE_DELTA;
    ShardLog log = log(new LogState(shards, first, 2, last, false));

    assertThat(Location.shardId(append(log))).isEqualTo(1);
    assertThat(Location.shardId(append(log))).isEqualTo(2);
    assertThat(log.lastSequence()).isEqualTo(last + 1);
    assertThat(log.shards().get(2).header().baseSequence()).isEqualTo(last + 1);
    log.close();
  }

  @Test
  void refusesTheSequenceBehindTheLast() {
    ShardLog log = log(new LogState(new ShardTable(), null, 1, Long.MAX_VALUE, false));
    append(log);

    assertThatThrownBy(() -> append(log))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("used up its sequences");
    assertThat(log.lastSequence()).isEqualTo(Long.MAX_VALUE);
    log.close();
  }
}
