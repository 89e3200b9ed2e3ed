package dev.cairnkv.core.compact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.core.log.FrameCounts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VictimChoiceTest {
  private static final long SIZE = 1000;
  private static final long MOST_MOVED = 8 * SIZE;

  private final List<ShardSpace> shards = new ArrayList<>();
  private long roomBytes = Long.MAX_VALUE;

  private void shard(long live, long tombstones, boolean mayGo, boolean broken) {
    FrameCounts counts = new FrameCounts(live, live / 10, tombstones, broken);
    shards.add(new ShardSpace(shards.size() + 1, SIZE, counts, mayGo));
  }

  private void shard(long live, long tombstones) {
    shard(live, tombstones, true, false);
  }

  private List<Integer> chosen() {
    shard(0, 0, false, false); // the newest
    Plan plan = new VictimChoice(shards, MOST_MOVED, roomBytes).choose();
    return plan == null ? List.of() : plan.shardIds();
  }

  @Test
  void choosesTheShardWithLeastThatLives() {
    shard(900, 0);
    shard(300, 0);
    shard(600, 0);

    assertThat(chosen()).containsExactly(2);
  }

  @Test
  void choosesNothingIfNearlyAllLives() {
    shard(900, 0);
    shard(880, 0);

    assertThat(chosen()).isEmpty();
  }

  @Test
  void doesNotTakeTombstonesForAGainWhileAnOlderShardStays() {
    shard(1000, 0, false, false);
    shard(100, 900);

    assertThat(chosen()).isEmpty();
  }

  @Test
  void theTombstonesOfTheOldestShardGo() {
    shard(100, 900);
    shard(1000, 0);

    assertThat(chosen()).containsExactly(1);
  }

  @Test
  void takesAnOldShardAlongIfThatFreesEnoughTombstones() {
    shard(1000, 0);
    shard(0, 1000);
    shard(0, 1000);

    assertThat(chosen()).containsExactly(1, 2, 3);
  }

  @Test
  void doesNotMoveMoreAtOnceThanItMay() {
    for (int i = 0; i < 9; i++) {
      shard(1000, 0);
    }
    for (int i = 0; i < 90; i++) {
      shard(0, 1000);
    }

    assertThat(chosen()).isEmpty();
  }

  @Test
  void whereRoomIsShortOnlyWhatFitsIsMoved() {
    shard(1000, 0);
    shard(300, 0);
    shard(400, 100);
    shard(100, 90);
    roomBytes = 200;

    assertThat(chosen()).containsExactly(4);
  }

  @Test
  void whereThereIsNoRoomWhatNeedsNoneGoes() {
    shard(0, 400);
    shard(300, 0);
    roomBytes = 0;

    assertThat(chosen()).containsExactly(1);
  }

  @Test
  void whereNothingLivesAllGoAtOnce() {
    shard(0, 1000);
    shard(0, 500);
    shard(0, 0);

    assertThat(chosen()).containsExactly(1, 2, 3);
  }

  @Test
  void aShardWithAnEndOfABrokenBatchGoesBeforeTheOneBehindIt() {
    shard(1000, 0);
    shard(700, 0, true, true);
    shard(0, 0);

    assertThat(chosen()).containsExactly(2, 3);
  }

  @Test
  void aShardStaysThatTellsOfABrokenBatchInOneThatStays() {
    shard(1000, 0);
    shard(700, 0, false, true);
    shard(0, 0);

    assertThat(chosen()).isEmpty();
  }

  @Test
  void anEmptyShardTellsNothingOfABrokenBatch() {
    shard(1000, 0);
    shard(700, 0, false, true);
    shards.add(new ShardSpace(3, 0, FrameCounts.NONE, false));
    shards.add(new ShardSpace(4, SIZE, FrameCounts.NONE, true));

    assertThat(new VictimChoice(shards, MOST_MOVED, roomBytes).choose()).isNull();
  }
}
