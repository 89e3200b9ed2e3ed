package dev.cairnkv.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.bench.peer.PeerKind;
import dev.cairnkv.bench.peer.Peers;
import dev.cairnkv.bench.workload.Measure;
import dev.cairnkv.bench.workload.Phase;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlanTest {
  private static List<Phase> phases(String peer, Measure first, Measure... rest) {
    PeerKind<?> kind = Peers.find(peer).orElseThrow();
    return Plan.phases(kind, EnumSet.of(first, rest));
  }

  @Test
  void goesThroughAllPhasesForAllMeasures() {
    PeerKind<?> cairn = Peers.find("cairn").orElseThrow();

    assertThat(Plan.phases(cairn, EnumSet.allOf(Measure.class))).containsExactly(Phase.values());
  }

  @Test
  void fillsTheStoreThatIsReadOrOpened() {
    assertThat(phases("cairn", Measure.LOAD)).containsExactly(Phase.LOAD);
    assertThat(phases("cairn", Measure.GET)).containsExactly(Phase.LOAD, Phase.WORK);
    assertThat(phases("cairn", Measure.OPEN_KILL))
        .containsExactly(Phase.LOAD, Phase.WORK, Phase.REOPEN);
    assertThat(phases("cairn", Measure.GET_1K)).containsExactly(Phase.LARGE);
  }

  @Test
  void leavesOutWhatAPeerCannotDo() {
    assertThat(phases("mapdb", Measure.OPEN_KILL)).isEmpty();
    assertThat(phases("chronicle", Measure.SYNCED)).isEmpty();
    assertThat(phases("limit", Measure.LOAD)).containsExactly(Phase.WORK);
    assertThat(phases("limit", Measure.OPEN_CLEAN)).containsExactly(Phase.WORK);
  }
}
