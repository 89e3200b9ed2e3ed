package dev.cairnkv.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cairnkv.CompactionOptions;
import dev.cairnkv.KeyType;
import dev.cairnkv.KvStore;
import dev.cairnkv.Snapshot;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.StoreStats;
import dev.cairnkv.codec.json.JsonCodec;
import dev.cairnkv.core.Codecs;
import dev.cairnkv.core.ShardedStore;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import javax.management.JMX;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreMBeanTest {
  private final MBeanServer server = MBeanServerFactory.newMBeanServer();
  private final KvStore<String, String> store =
      ShardedStore.restore(
          new InMemoryShardStorage(),
          Codecs.of(KeyType.STRING, JsonCodec.strings()),
          Clock.system(),
          StoreOptions.builder()
              .shardSizeBytes(4096)
              .syncPeriod(Duration.ZERO)
              .compaction(CompactionOptions.onDemand())
              .build());
  private final StoreMBean.Registration registration = StoreMBean.register(store, "users", server);
  private final ObjectName name = registration.objectName();

  @AfterEach
  void shutDown() {
    registration.close();
    store.close();
  }

  private Object attribute(String attribute) throws Exception {
    return server.getAttribute(name, attribute);
  }

  private Object invoke(String operation) throws Exception {
    return server.invoke(name, operation, new Object[0], new String[0]);
  }

  private void overwriteUntilThereAreShards() {
    store.put("b", "stays");
    for (int i = 0; i < 200; i++) {
      store.put("a", "a value of some length");
    }
  }

  @Test
  void showsWhatTheStoreHoldsAndWasAskedToDo() throws Exception {
    store.put("a", "1");
    store.put("b", "2");
    store.delete("b");
    store.get("a");
    store.get("b");
    StoreStats stats = store.stats();

    assertThat(attribute("Keys")).isEqualTo(1L);
    assertThat(attribute("Shards")).isEqualTo(1);
    assertThat(attribute("SizeBytes")).isEqualTo(4096L);
    assertThat(attribute("UsedBytes")).isEqualTo(stats.usedBytes());
    assertThat(attribute("LiveBytes")).isEqualTo(stats.liveBytes());
    assertThat(attribute("IndexBytes")).isEqualTo(stats.indexBytes());
    assertThat(attribute("LastSequence")).isEqualTo(3L);
    assertThat(attribute("UnsyncedRecords")).isEqualTo(3L);
    assertThat(attribute("UncheckpointedRecords")).isEqualTo(3L);
    assertThat(attribute("Damages")).isEqualTo(0);
    assertThat(attribute("RestoredAfterCleanShutdown")).isEqualTo(stats.restored().cleanShutdown());
    assertThat((double) attribute("RestoreMillis")).isPositive();
    assertThat(attribute("Hits")).isEqualTo(1L);
    assertThat(attribute("Misses")).isEqualTo(1L);
    assertThat(attribute("Puts")).isEqualTo(2L);
    assertThat(attribute("Deletes")).isEqualTo(1L);
    assertThat(attribute("AppendedBytes")).isEqualTo(stats.operations().appendedBytes());
  }

  @Test
  void showsSnapshotsThatAreOpen() throws Exception {
    assertThat(attribute("OldestSnapshotMillis")).isEqualTo(0.0);
    try (Snapshot<String, String> _ = store.snapshot()) {
      assertThat(attribute("Snapshots")).isEqualTo(1);
      assertThat((double) attribute("OldestSnapshotMillis")).isNotNegative();
    }
    assertThat(attribute("Snapshots")).isEqualTo(0);
  }

  @Test
  void syncsAndWritesCheckpointsWhenItIsAskedTo() throws Exception {
    store.put("a", "1");

    invoke("sync");
    assertThat(attribute("UnsyncedRecords")).isEqualTo(0L);
    assertThat(attribute("SyncCount")).isEqualTo(1L);
    assertThat((double) attribute("SyncTotalMillis")).isPositive();
    assertThat(attribute("SyncMaxMillis")).isEqualTo(attribute("SyncTotalMillis"));

    invoke("checkpoint");
    assertThat(attribute("UncheckpointedRecords")).isEqualTo(0L);
    assertThat(attribute("CheckpointCount")).isEqualTo(1L);
    assertThat(attribute("CheckpointMaxMillis")).isEqualTo(attribute("CheckpointTotalMillis"));
  }

  @Test
  void compactsWhenItIsAskedTo() throws Exception {
    overwriteUntilThereAreShards();
    assertThat((long) attribute("RollCount")).isPositive().isEqualTo(attribute("StallCount"));
    assertThat((double) attribute("RollTotalMillis"))
        .isGreaterThan((double) attribute("StallTotalMillis"));
    assertThat((double) attribute("RollMaxMillis"))
        .isGreaterThanOrEqualTo((double) attribute("StallMaxMillis"));

    long freed = (long) invoke("compact");

    assertThat(freed)
        .isPositive()
        .isEqualTo((long) attribute("RemovedBytes") - (long) attribute("MovedBytes"));
    assertThat((long) attribute("RemovedShards")).isPositive();
    assertThat((double) attribute("WriteAmplification")).isGreaterThan(1);
    assertThat(attribute("CompactionCount")).isEqualTo(1L);
    assertThat(attribute("CompactionMaxMillis")).isEqualTo(attribute("CompactionTotalMillis"));
  }

  @Test
  void holdsUpCompactionInTheBackgroundUntilItIsToldToGoOn() throws Exception {
    try (KvStore<String, String> inBackground =
            ShardedStore.restore(
                new InMemoryShardStorage(),
                Codecs.of(KeyType.STRING, JsonCodec.strings()),
                Clock.system(),
                StoreOptions.builder().shardSizeBytes(4096).build());
        StoreMBean.Registration other = StoreMBean.register(inBackground, "other", server)) {
      StoreMXBean bean = JMX.newMXBeanProxy(server, other.objectName(), StoreMXBean.class);
      bean.pauseCompaction();
      for (int i = 0; i < 1000; i++) {
        inBackground.put("a", "a value of some length");
      }
      assertThat(bean.getRemovedShards()).isZero();

      bean.resumeCompaction();
      while (bean.getRemovedShards() == 0) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void answersWithAnExceptionThatEveryClientKnows() {
    store.shutdown();

    assertThatExceptionOfType(RuntimeMBeanException.class)
        .isThrownBy(() -> invoke("sync"))
        .havingCause()
        .isExactlyInstanceOf(IllegalStateException.class)
        .withMessageStartingWith("StoreClosedException: the store at ")
        .withNoCause();
  }

  @Test
  void showsTheLastFiguresOfAStoreThatIsShutDown() throws Exception {
    store.put("a", "1");
    store.shutdown();

    assertThat(attribute("Keys")).isEqualTo(1L);
    assertThat(attribute("UnsyncedRecords")).isEqualTo(0L);
  }

  @Test
  void consistsOfPlainNumbersThatEveryClientKnows() throws Exception {
    MBeanInfo info = server.getMBeanInfo(name);

    assertThat(Arrays.stream(info.getAttributes()).map(MBeanAttributeInfo::getType))
        .hasSize(41)
        .containsOnly("long", "int", "double", "boolean");
    assertThat(Arrays.stream(info.getOperations()).map(MBeanFeatureInfo::getName))
        .containsExactlyInAnyOrder(
            "sync", "checkpoint", "compact", "pauseCompaction", "resumeCompaction");
  }

  @Test
  void isShownByThePlatformUntilTheRegistrationIsClosed() throws Exception {
    MBeanServer platform = ManagementFactory.getPlatformMBeanServer();
    store.put("a", "1");
    StoreMBean.Registration shown = StoreMBean.register(store, "of the test");
    try (shown) {
      assertThat(shown.objectName().getCanonicalName())
          .isEqualTo("dev.cairnkv:name=\"of the test\",type=Store");
      assertThat(platform.getAttribute(shown.objectName(), "Keys")).isEqualTo(1L);
    }
    assertThat(platform.isRegistered(shown.objectName())).isFalse();
    shown.close(); // does nothing
  }

  @Test
  void quotesNamesThatAreNotPlain() {
    assertThat(StoreMBean.objectName("a.b-c_1").getKeyProperty("name")).isEqualTo("a.b-c_1");
    assertThat(StoreMBean.objectName("/data/x,y=*").getKeyProperty("name"))
        .isEqualTo("\"/data/x,y=\\*\"");
    assertThatIllegalArgumentException().isThrownBy(() -> StoreMBean.objectName(""));
  }

  @Test
  void refusesASecondStoreOfTheSameName() {
    assertThatIllegalStateException()
        .isThrownBy(() -> StoreMBean.register(store, "users", server))
        .withMessage(
            "a store is registered as dev.cairnkv:type=Store,name=users already; give each a name"
                + " of its own");
  }
}
