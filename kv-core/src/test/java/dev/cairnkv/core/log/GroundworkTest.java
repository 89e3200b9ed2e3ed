package dev.cairnkv.core.log;

import static dev.cairnkv.core.log.MockedLog.MEBI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // begin is called first
class GroundworkTest {
  private MockedLog log;
  private Groundwork groundwork;

  @Test
  void preparesTheNextShardOnceWhenHalfIsUsed() {
    begin(16 * MEBI);
    log.append(7 * MEBI);
    groundwork.run();
    verify(log.storage(), never()).prepareShard(anyInt(), anyLong());

    log.append(MEBI);
    assertThat(groundwork.isDue()).isTrue();
    groundwork.run();
    log.append(MEBI);
    groundwork.run();
    verify(log.storage()).prepareShard(2, 16 * MEBI);
  }

  @Test
  void syncsWhenMoreIsUnsyncedThanThereIsRoomLeft() {
    begin(32 * MEBI);
    log.append(15 * MEBI);
    groundwork.run();
    verify(log.first(), never()).sync();

    log.append(MEBI);
    groundwork.run();
    verify(log.first()).sync();
    assertThat(log.log().syncedSequence()).isEqualTo(log.log().lastSequence());
    assertThat(groundwork.isDue()).isFalse();

    log.append(7 * MEBI);
    groundwork.run();
    verify(log.first()).sync();
    log.append(MEBI);
    groundwork.run();
    verify(log.first(), times(2)).sync();
  }

  @Test
  void leavesSmallShardsAlone() {
    begin(7 * MEBI);
    log.append(6 * MEBI);

    assertThat(groundwork.isDue()).isFalse();
  }

  private void begin(int shardSizeBytes) {
    log = MockedLog.of(shardSizeBytes);
    groundwork = new Groundwork(log.log(), log.storage(), shardSizeBytes);
  }
}
