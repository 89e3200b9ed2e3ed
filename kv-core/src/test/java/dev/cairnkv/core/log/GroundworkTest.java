package dev.cairnkv.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.cairnkv.StorageException;
import dev.cairnkv.StorePoisonedException;
import dev.cairnkv.core.event.Events;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.CodecStamp;
import dev.cairnkv.core.frame.FrameBuffer;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.ArgumentCaptor;
import org.mockito.Captor;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;

@ExtendWith(MockitoExtension.class)
@SuppressWarnings("NullAway.Init") // begin is called first
class GroundworkTest {
  private static final int MEBI = 1 << 20;
  private static final int KIBI = 1 << 10;

  @Mock private ShardStorage storage;
  @Mock private Shard first;
  @Captor private ArgumentCaptor<Long> from;
  @Captor private ArgumentCaptor<Long> length;
  private ShardLog log;
  private Groundwork groundwork;

  @Test
  void preparesTheNextShardOnceWhenHalfIsUsed() {
    begin(16 * MEBI);
    append(7);
    groundwork.run();
    verify(storage, never()).prepareShard(anyInt(), anyLong());

    append(1);
    assertThat(groundwork.isDue()).isTrue();
    groundwork.run();
    append(1);
    groundwork.run();
    verify(storage).prepareShard(2, 16 * MEBI);
  }

  @Test
  void isTwoMebibytesAheadOfTheAppendsOnceThereIsOneInTheShard() {
    begin(8 * MEBI);
    log.append(FrameKind.PUT, frame(KIBI));
    assertThat(groundwork.isDue()).isFalse();
    append(1);
    List<Long> ends = new ArrayList<>();
    while (log.position().offset() < 7 * MEBI) {
      long tail = log.position().offset();
      if (groundwork.isDue()) {
        groundwork.run();
        verify(first).expectAppends(from.capture(), length.capture());
        long end = from.getValue() + length.getValue();
        assertThat(from.getValue()).isEqualTo(ends.isEmpty() ? tail : ends.getLast());
        assertThat(end).isEqualTo(Math.min(8 * MEBI, tail + 2 * MEBI));
        ends.add(end);
        clearInvocations(first);
      }
      assertThat(groundwork.isDue()).isFalse();
      assertThat(ends.getLast()).isGreaterThanOrEqualTo(tail + MEBI);
      log.append(FrameKind.PUT, frame(64 * KIBI));
    }
    assertThat(ends.getLast()).isEqualTo(8 * MEBI);
  }

  @Test
  void poisonsTheLogIfTheDeviceFailsAheadOfTheAppends() {
    begin(8 * MEBI);
    append(1);
    StorageException failure = new StorageException("planted");
    doThrow(failure).when(first).expectAppends(anyLong(), anyLong());

    assertThatThrownBy(groundwork::run).isInstanceOf(StorePoisonedException.class);
    assertThatThrownBy(() -> append(1))
        .isInstanceOf(StorePoisonedException.class)
        .hasCause(failure);
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
    groundwork.run();
    verify(first).sync();
    append(1);
    groundwork.run();
    verify(first, times(2)).sync();
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
    log.append(FrameKind.PUT, frame(mebi * MEBI));
  }

  private static FrameBuffer frame(int payloadBytes) {
    FrameBuffer frame = new FrameBuffer();
    frame.begin(Fingerprint.NONE);
    frame.payload().write(new byte[payloadBytes], 0, payloadBytes);
    frame.endPayload();
    return frame;
  }
}
