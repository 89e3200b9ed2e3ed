package dev.cairnkv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private static final RestoreReport REPORT =
      new RestoreReport(true, true, 0, 0, 0, 0, 0, List.of(), List.of(), Duration.ZERO);
  private static final CompactionStats COMPACTION = new CompactionStats(0, 0, 0, 0);

  private static final OperationStats NOTHING_DONE = new OperationStats(0, 0, 0, 0, 0);

  @Test
  void addsUpTheShards() {
    StoreStats stats =
        new StoreStats(
            3,
            9,
            9,
            0,
            0,
            List.of(
                new ShardStats(1, "json", 1, false, 4096, 4000, 1000, 1, 80),
                new ShardStats(2, "kryo", 1, true, 8192, 500, 300, 2, 0)),
            List.of(),
            REPORT,
            NOTHING_DONE,
            COMPACTION,
            TimingStats.none(),
            SnapshotStats.none());

    assertThat(stats.sizeBytes()).isEqualTo(12_288);
    assertThat(stats.usedBytes()).isEqualTo(4500);
    assertThat(stats.liveBytes()).isEqualTo(1300);
  }

  @Test
  void deadIsWhatIsNeitherLiveNorATombstone() {
    assertThat(new ShardStats(1, "json", 1, false, 4096, 4000, 1000, 1, 80).deadBytes())
        .isEqualTo(2920);
    assertThat(new ShardStats(1, "json", 1, false, 4096, 4000, 4080, 1, 0).deadBytes()).isZero();
  }

  @Test
  void writeAmplificationIsWhatIsAppendedForEachByteOfAWriter() {
    assertThat(COMPACTION.writeAmplification()).isOne();
    assertThat(new CompactionStats(150, 50, 1, 100).writeAmplification()).isEqualTo(1.5);
  }

  @Test
  void aCompactionFreesWhatItRemovesLessWhatItMoves() {
    assertThat(new CompactionReport(2, 8192, 3, 1000, List.of(), Duration.ZERO).freedBytes())
        .isEqualTo(7192);
  }

  @Test
  void givesZerosWithoutShards() {
    StoreStats stats =
        new StoreStats(
            0,
            0,
            0,
            0,
            0,
            List.of(),
            List.of(),
            REPORT,
            NOTHING_DONE,
            COMPACTION,
            TimingStats.none(),
            SnapshotStats.none());

    assertThat(stats.sizeBytes()).isZero();
    assertThat(stats.usedBytes()).isZero();
    assertThat(stats.liveBytes()).isZero();
  }

  @Test
  void keepsListsThatNobodyCanChange() {
    List<Damage> damages = new ArrayList<>();
    damages.add(new Damage(1, 128, 40, "header checksum", false));
    List<String> names = new ArrayList<>(List.of("notes.txt"));
    RestoreReport report =
        new RestoreReport(false, false, 1, 2, 3, 4, 5, damages, names, Duration.ZERO);

    damages.clear();
    names.clear();

    assertThat(report.damages()).hasSize(1);
    assertThat(report.unknownNames()).containsExactly("notes.txt");
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> report.damages().clear());
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> report.unknownNames().clear());
  }
}
