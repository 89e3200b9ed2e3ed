package dev.cairnkv.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.cairnkv.core.event.Events;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.CodecStamp;
import dev.cairnkv.core.frame.FrameBuffer;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardStorage;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.InOrder;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;

/** What is done before a shard is full, so that its end holds nobody up. */
@ExtendWith(MockitoExtension.class)
class EasedRollTest {
  private static final int MEBI = 1 << 20;

  @Mock private ShardStorage storage;
  @Mock private Shard first;

  @Test
  void syncsWhenMuchIsUnsyncedAndPreparesTheNextShardOnceWhenHalfIsUsed() {
    ShardLog log = log(16 * MEBI);
    append(log, 3);
    assertThat(log.isRollNear()).isFalse();
    append(log, 1);
    assertThat(log.isRollNear()).isTrue();

    log.easeRoll();
    assertThat(log.isRollNear()).isFalse();
    assertThat(log.syncedSequence()).isEqualTo(log.lastSequence());
    verify(first).sync();
    verify(storage, never()).prepareShard(anyInt(), anyLong());

    append(log, 3);
    log.easeRoll();
    append(log, 2);
    assertThat(log.isRollNear()).isTrue();
    log.easeRoll();
    append(log, 1);
    assertThat(log.isRollNear()).isFalse();
    log.easeRoll();
    verify(storage).prepareShard(2, 16 * MEBI);
  }

  @Test
  void preparesBeforeItSyncs() {
    ShardLog log = log(8 * MEBI);
    append(log, 5);

    log.easeRoll();

    InOrder order = inOrder(storage, first);
    order.verify(storage).prepareShard(2, 8 * MEBI);
    order.verify(first).sync();
  }

  @Test
  void leavesSmallShardsAlone() {
    ShardLog log = log(7 * MEBI);
    append(log, 6);

    assertThat(log.isRollNear()).isFalse();
  }

  private ShardLog log(int shardSizeBytes) {
    lenient().when(first.sizeBytes()).thenReturn((long) shardSizeBytes);
    when(storage.createShard(anyInt(), anyLong(), any())).thenReturn(first);
    CodecStamp codec = new CodecStamp("test", 1, 0);
    ShardFactory factory =
        new ShardFactory(storage, new UUID(1, 2), codec, shardSizeBytes, Clock.system());
    LogState state = new LogState(new ShardTable(), null, 1, 1, false);
    return new ShardLog(storage, factory, state, new Events(event -> {}));
  }

  private static void append(ShardLog log, int mebi) {
    FrameBuffer frame = new FrameBuffer();
    frame.begin(Fingerprint.NONE);
    frame.payload().write(new byte[mebi * MEBI], 0, mebi * MEBI);
    frame.endPayload();
    log.append(FrameKind.PUT, frame);
  }
}
