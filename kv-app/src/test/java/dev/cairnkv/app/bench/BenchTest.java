package dev.cairnkv.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.KvStore;
import dev.cairnkv.RecordTooLargeException;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.app.Main;
import dev.cairnkv.app.config.KvConfig;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
  @TempDir Path directory;
  private KvStore<byte[], byte[]> store;

  @BeforeEach
  void begin() {
    StoreOptions options = StoreOptions.builder().shardSizeBytes(64 << 10).build();
    store = Main.open(KvConfig.defaults().withDirectory(directory).withOptions(options));
  }

  @AfterEach
  void end() {
    store.close();
  }

  @Test
  void loadsEachKeyOnceAndDoesEveryOperation() throws Exception {
    BenchPlan plan = new BenchPlan(2_003, 1_001, 10, 3, 0.25, Distribution.ZIPFIAN);

    BenchResult result = new Bench(store, plan, (phase, done, total) -> {}).run();

    assertThat(result.loads().total()).isEqualTo(1_001);
    assertThat(result.reads().total() + result.writes().total()).isEqualTo(2_003);
    assertThat(result.reads().total()).isBetween(300L, 700L);
    assertThat(store.size()).isEqualTo(1_001);
    for (long number = 0; number < 1_001; number++) {
      assertThat(store.get(Records.key(number))).hasSize(10);
    }
  }

  @Test
  void onlyReadsOrOnlyWrites() throws Exception {
    BenchPlan reading = new BenchPlan(100, 10, 0, 1, 1, Distribution.UNIFORM);
    assertThat(new Bench(store, reading, (phase, done, total) -> {}).run().writes().total())
        .isZero();
    BenchPlan writing = new BenchPlan(100, 10, 0, 1, 0, Distribution.UNIFORM);
    assertThat(new Bench(store, writing, (phase, done, total) -> {}).run().reads().total())
        .isZero();
  }

  @Test
  void tellsHowFarItIsUpToTheEnd() throws Exception {
    AtomicLong load = new AtomicLong();
    AtomicLong mixed = new AtomicLong();
    BenchPlan plan = new BenchPlan(1_000, 777, 10, 2, 0.5, Distribution.UNIFORM);

    new Bench(store, plan, (phase, done, total) -> (phase.equals("load") ? load : mixed).set(done))
        .run();

    assertThat(load).hasValue(777);
    assertThat(mixed).hasValue(1_000);
  }

  @Test
  void throwsWhatAnOperationThrewFirst() {
    BenchPlan plan = new BenchPlan(10, 10, 1 << 20, 2, 0.5, Distribution.UNIFORM);

    assertThatThrownBy(() -> new Bench(store, plan, (phase, done, total) -> {}).run())
        .isInstanceOf(RecordTooLargeException.class);
  }

  @Test
  void refusesAPlanThatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BenchPlan(1, 1, 1, 1, Double.NaN, Distribution.UNIFORM))
        .withMessageStartingWith("--read-ratio: expected 0 to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BenchPlan(0, 1, 1, 1, 0, Distribution.UNIFORM))
        .withMessageStartingWith("--ops: expected 1 to");
  }
}
