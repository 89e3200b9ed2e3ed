package dev.cairnkv.bench.child;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.bench.peer.PeerKind;
import dev.cairnkv.bench.peer.Peers;
import dev.cairnkv.bench.peer.Trait;
import dev.cairnkv.bench.workload.Measure;
import dev.cairnkv.bench.workload.Phase;
import dev.cairnkv.bench.workload.Timing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lets each store do each phase that it can, with few keys and all in this JVM. What comes out says
 * nothing about speed; but a store that cannot be used any more, or answers wrongly, fails here.
 */
final class PhaseRunTest {
  private static final long KEYS = 1000;
  private static final Timing SHORT = new Timing(0, 0.001, Long.MAX_VALUE);

  /** The workload that ends with a kill is ended by closing the store here. */
  private static final Set<Measure> ALL_BUT_KILL =
      EnumSet.complementOf(EnumSet.of(Measure.OPEN_KILL));

  @TempDir Path directory;

  static List<PeerKind<?>> peers() {
    return Peers.all();
  }

  @ParameterizedTest
  @MethodSource("peers")
  void fillsAStoreAndWorksWithIt(PeerKind<?> kind) {
    List<Measure> measured = new ArrayList<>();
    if (kind.traits().contains(Trait.PERSISTENT)) {
      measured.addAll(run(kind, Phase.LOAD));
    }
    measured.addAll(run(kind, Phase.WORK));
    if (kind.traits().contains(Trait.SURVIVES_KILL)) {
      measured.addAll(run(kind, Phase.REOPEN));
    }

    assertThat(measured)
        .doesNotHaveDuplicates()
        .contains(Measure.LOAD, Measure.MEMORY)
        .containsAll(of("read"))
        .containsAll(of("write"))
        .containsAll(of("ycsb"));
    if (kind.traits().contains(Trait.PERSISTENT)) {
      assertThat(measured).contains(Measure.OPEN_CLEAN, Measure.DISK);
    }
  }

  @ParameterizedTest
  @MethodSource("peers")
  void fillsAStoreWithLargeValues(PeerKind<?> kind) {
    assertThat(run(kind, Phase.LARGE)).containsExactlyElementsOf(of("large"));
  }

  static Stream<PeerKind<?>> peersThatSync() {
    return peers().stream().filter(kind -> kind.traits().contains(Trait.SYNCED_PUTS));
  }

  @ParameterizedTest
  @MethodSource("peersThatSync")
  void putsSynced(PeerKind<?> kind) {
    List<Measure> expected =
        kind.traits().contains(Trait.CONCURRENT_SYNCED_PUTS)
            ? of("synced")
            : List.of(Measure.SYNCED);

    assertThat(run(kind, Phase.SYNCED)).containsExactlyElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource("peers")
  void measuresLatencies(PeerKind<?> kind) {
    if (kind.traits().contains(Trait.PERSISTENT)) {
      assertThat(run(kind, Phase.LATENCY)).containsExactlyElementsOf(of("latency"));
    }
  }

  @Test
  void overwritesAStoreWithCompactionAndWithout() {
    PeerKind<?> cairn = Peers.find("cairn").orElseThrow();

    assertThat(run(cairn, Phase.COMPACTION)).containsExactlyInAnyOrderElementsOf(of("compaction"));
  }

  private static List<Measure> of(String group) {
    return Measure.named(group);
  }

  private List<Measure> run(PeerKind<?> kind, Phase phase) {
    Path store = directory.resolve("store");
    boolean continues = phase == Phase.WORK || phase == Phase.REOPEN;
    if (!continues || !kind.traits().contains(Trait.PERSISTENT)) {
      Directories.makeEmpty(store);
    }
    List<Figure> figures = new ArrayList<>();
    Order order =
        new Order(
            kind.id(), phase, store, directory.resolve("small"), KEYS, KEYS, SHORT, ALL_BUT_KILL);
    boolean halting =
        new PhaseRun<>(kind, Order.of(order.arguments().toArray(String[]::new)), figures::add)
            .run();

    assertThat(halting).isFalse();
    assertThat(figures).allSatisfy(figure -> assertThat(figure.value()).isFinite());
    return figures.stream().map(Figure::measure).toList();
  }
}
