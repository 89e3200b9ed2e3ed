package dev.cairnkv.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
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
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;

@ExtendWith(MockitoExtension.class)
@SuppressWarnings("NullAway.Init") // begin is called first
class GroundworkTest {
  private static final int MEBI = 1 << 20;
  private static final int PAGES_OF_12_MEBI = 3 << 10;

  @Mock private ShardStorage storage;
  @Mock private Shard first;
  private ShardLog log;
  private Groundwork groundwork;

  @Test
  void faultsInTheActiveShardOnceAndPreparesTheNextWhenHalfIsUsed() {
    begin(16 * MEBI);
    append(4);
    assertThat(groundwork.isDue()).isTrue();
    groundwork.run();
    assertThat(groundwork.isDue()).isFalse();
    verify(first, times(PAGES_OF_12_MEBI)).prefetch(anyLong(), eq(1));
    verify(storage, never()).prepareShard(anyInt(), anyLong());

    append(4);
    assertThat(groundwork.isDue()).isTrue();
    groundwork.run();
    append(1);
    groundwork.run();
    verify(storage).prepareShard(2, 16 * MEBI);
    verify(first, times(PAGES_OF_12_MEBI)).prefetch(anyLong(), eq(1));
  }

  @Test
  void syncsWhenMoreIsUnsyncedThanThereIsRoomLeft() {
    begin(32 * MEBI);
    append(15);
    groundwork.run();
    verify(first, never()).sync();

    append(1);
    groundwork.run();
    verify(first).sync();
    assertThat(log.syncedSequence()).isEqualTo(log.lastSequence());
    assertThat(groundwork.isDue()).isFalse();

    append(7);
    assertThat(groundwork.isDue()).isFalse();
    append(1);
    assertThat(groundwork.isDue()).isTrue();
  }

  @Test
  void leavesSmallShardsAlone() {
    begin(7 * MEBI);
    append(6);

    assertThat(groundwork.isDue()).isFalse();
  }

  private void begin(int shardSizeBytes) {
    lenient().when(first.sizeBytes()).thenReturn((long) shardSizeBytes);
    when(storage.createShard(anyInt(), anyLong(), any())).thenReturn(first);
    CodecStamp codec = new CodecStamp("test", 1, 0);
    ShardFactory factory =
        new ShardFactory(storage, new UUID(1, 2), codec, shardSizeBytes, Clock.system());
    LogState state = new LogState(new ShardTable(), null, 1, 1, false);
    log = new ShardLog(storage, factory, state, new Events(event -> {}));
    groundwork = new Groundwork(log, storage, shardSizeBytes);
  }

  private void append(int mebi) {
    FrameBuffer frame = new FrameBuffer();
    frame.begin(Fingerprint.NONE);
    frame.payload().write(new byte[mebi * MEBI], 0, mebi * MEBI);
    frame.endPayload();
    log.append(FrameKind.PUT, frame);
  }
}
