package dev.cairnkv.core.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.Batch;
import dev.cairnkv.CorruptFrameException;
import dev.cairnkv.Finding;
import dev.cairnkv.KvStore;
import dev.cairnkv.LostRange;
import dev.cairnkv.LostRecord;
import dev.cairnkv.RepairReport;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.VerifyReport;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.Stores;
import dev.cairnkv.core.manifest.CleanMark;
import dev.cairnkv.core.manifest.RetiredShards;
import dev.cairnkv.core.repair.Damaged.Place;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class RepairTest {
  private static final int RECORDS = 60;

  private final Damaged damaged = new Damaged();
  private final Map<String, String> expected = new TreeMap<>();

  /** Some shards of records a0, a1, ..., of which the first two were written twice. */
  private void write(boolean checkpoint) {
    KvStore<String, String> store = damaged.open();
    store.put("a0", "old");
    store.put("a1", "old");
    store.put("gone", "old");
    Damaged.fill(store, "a", RECORDS);
    store.delete("gone");
    store.put("last", "one");
    for (int i = 0; i < RECORDS; i++) {
      expected.put("a" + i, Damaged.value("a", i));
    }
    expected.put("last", "one");
    if (checkpoint) {
      store.checkpoint();
    }
    damaged.shutdown(store);
    if (!checkpoint) {
      damaged.storage.deleteCheckpoint();
    }
    assertThat(damaged.storage.shardIds()).hasSizeGreaterThanOrEqualTo(3);
  }

  private Place place(int shardId, int frame) {
    return damaged.frames(shardId).get(frame);
  }

  private void assertRepaired() {
    VerifyReport<String> report = damaged.verify();
    assertThat(report.findings()).isEmpty();
    damaged.storage = damaged.storage.reopen();
    KvStore<String, String> store = damaged.open();
    assertThat(store.stats().damages()).isEmpty();
    assertThat(Stores.content(store)).isEqualTo(expected);
    assertThat(store.get("never there")).isNull();
    assertThat(store.get("gone")).isNull();
    store.put("after", "the repair");
    damaged.shutdown(store);
    expected.put("after", "the repair");
    assertThat(damaged.content()).isEqualTo(expected);
    assertThat(damaged.verify().findings()).isEmpty();
  }

  @Test
  void findsNothingInASoundStoreAndLeavesItAsItIs() {
    write(true);
    byte[] before = damaged.storage.bytes(2);

    VerifyReport<String> verified = damaged.verify();
    RepairReport<String> report = damaged.repair();

    assertThat(verified.isSound()).isTrue();
    assertThat(verified.frames()).isEqualTo(RECORDS + 5);
    assertThat(report.wasNeeded()).isFalse();
    assertThat(damaged.storage.bytes(2)).isEqualTo(before);
    assertThat(damaged.storage.readDocument(CleanMark.NAME)).isNotNull();
    assertRepaired();
  }

  @Test
  void tellsTheKeyOfADamagedPayloadByAnOlderRecordAndDeletesIt() {
    write(false);
    Place hit = place(1, 4); // the second record of a1
    damaged.flip(1, hit.payload() + 2, 0);

    VerifyReport<String> verified = damaged.verify();
    RepairReport<String> report = damaged.repair();

    assertThat(Damaged.keys(verified)).containsExactly("a1");
    assertThat(report.lost())
        .containsExactly(new LostRecord<>(1, hit.offset(), hit.header().sequence(), "a1"));
    assertThat(report.lostRanges()).isEmpty();
    assertThat(report.quarantined()).hasSize(1);
    expected.remove("a1");
    assertRepaired();
  }

  @Test
  void keepsARecordWhoseHeaderHasOneWrongBit() {
    write(false);
    Place hit = place(2, 3);
    damaged.flip(2, hit.offset() + 20, 3);

    VerifyReport<String> verified = damaged.verify();
    RepairReport<String> report = damaged.repair();

    assertThat(Damaged.keys(verified)).hasSize(1).doesNotContainNull();
    assertThat(report.lost()).isEmpty();
    assertThat(report.salvagedRecords()).isPositive();
    assertRepaired();
  }

  @Test
  void reportsHowManyRecordsOfUnknownKeysAreLost() {
    write(false);
    List<Place> frames = damaged.frames(2);
    Place first = frames.get(2);
    damaged.zero(2, first.offset(), 512);

    VerifyReport<String> verified = damaged.verify();
    RepairReport<String> report = damaged.repair();

    assertThat(verified.findings()).extracting(one -> one.damage().keysKnown()).contains(false);
    assertThat(report.lostRanges()).containsExactly(new LostRange(2, first.offset(), 4, false));
    assertThat(report.lost()).isEmpty();
    KvStore<String, String> store = damaged.open();
    Map<String, String> left = Stores.content(store);
    damaged.shutdown(store);
    assertThat(left).hasSize(expected.size() - 4);
    assertThat(expected.entrySet()).containsAll(left.entrySet());
    expected.keySet().retainAll(left.keySet());
    assertRepaired();
  }

  @Test
  void tellsFromTheCheckpointWhichKeysAreLost() {
    write(true);
    Place first = place(1, 3); // a0 and a1 have older records in this shard, the others have none
    damaged.zero(1, first.offset(), 512);

    VerifyReport<String> verified = damaged.verify();
    RepairReport<String> report = damaged.repair();

    assertThat(verified.findings()).allMatch(one -> one.damage().keysKnown());
    assertThat(Damaged.keys(verified)).contains("a0", "a1");
    assertThat(report.lost()).hasSize(4).extracting(LostRecord::key).contains("a0", "a1");
    assertThat(report.lostRanges()).containsExactly(new LostRange(1, first.offset(), 4, true));
    List.of("a0", "a1", "a2", "a3").forEach(expected::remove);
    assertRepaired();
  }

  @Test
  void bringsBackADeletionThatOnlyTheCheckpointKnows() {
    write(true);
    int newest = damaged.storage.shardIds().getLast();
    List<Place> frames = damaged.frames(newest);
    Place deletion = frames.get(frames.size() - 2);
    damaged.zero(newest, deletion.offset(), 40);

    RepairReport<String> report = damaged.repair();

    assertThat(report.lost()).isEmpty();
    assertThat(report.salvagedDeletions()).isEqualTo(1);
    assertRepaired();
  }

  @Test
  void keepsADeletionWhoseShardGoes() {
    write(false);
    int newest = damaged.storage.shardIds().getLast();
    List<Place> frames = damaged.frames(newest);
    Place last = frames.getLast();
    damaged.flip(newest, last.payload(), 0);

    RepairReport<String> report = damaged.repair();

    assertThat(report.lost()).hasSize(1);
    expected.remove("last");
    assertRepaired();
  }

  @Test
  void takesTheHeaderOfAShardFromItsSealAndWritesTheShardAnew() {
    write(false);
    damaged.zero(2, 0, 64);

    assertThat(damaged.verify().findings()).hasSize(1);
    RepairReport<String> report = damaged.repair();

    assertThat(report.lost()).isEmpty();
    assertThat(report.lostRanges()).isEmpty();
    assertRepaired();
  }

  @Test
  void makesTheHeaderOfAShardAnewFromItsFrames() {
    write(false);
    int newest = damaged.storage.shardIds().getLast();
    damaged.zero(newest, 0, 128);
    assertThatThrownBy(damaged::open).isInstanceOf(WrongFormatException.class);
    damaged.crash();

    assertThat(damaged.verify().findings()).isNotEmpty();
    RepairReport<String> report = damaged.repair();

    assertThat(report.lost()).isEmpty();
    assertThat(report.lostRanges()).isEmpty();
    assertRepaired();
  }

  @Test
  void givesUpAMissingShard() {
    write(false);
    List<Place> frames = damaged.frames(2);
    damaged.storage.deleteShard(2);
    assertThatThrownBy(damaged::open).isInstanceOf(WrongFormatException.class);
    damaged.crash();

    assertThat(damaged.verify().findings())
        .extracting(Finding::damage)
        .extracting(one -> one.found())
        .containsExactly("the shard is missing");
    RepairReport<String> report = damaged.repair();

    assertThat(report.missingShards()).containsExactly(2);
    assertThat(report.lostRanges()).containsExactly(new LostRange(2, 0, frames.size(), false));
    Map<String, String> left = damaged.content();
    assertThat(left).hasSize(expected.size() - frames.size());
    expected.keySet().retainAll(left.keySet());
    assertRepaired();
  }

  @Test
  void givesUpAMissingShardWhoseKeysTheCheckpointKnows() {
    write(true);
    int records = damaged.frames(2).size();
    damaged.storage.deleteShard(2);

    RepairReport<String> report = damaged.repair();

    assertThat(report.lostRanges()).containsExactly(new LostRange(2, 0, records, true));
    assertThat(report.lost()).hasSize(records);
    expected.keySet().retainAll(damaged.content().keySet());
    assertRepaired();
  }

  @Test
  void givesUpTheNewestShardAndUsesNeitherItsIdNorItsSequencesAgain() {
    write(false);
    int newest = damaged.storage.shardIds().getLast();
    long records = damaged.frames(newest).size();
    damaged.storage.deleteShard(newest);

    RepairReport<String> report = damaged.repair();

    assertThat(report.missingShards()).containsExactly(newest);
    assertThat(report.lostRanges()).containsExactly(new LostRange(newest, 0, records, false));
    assertThat(damaged.storage.shardIds()).contains(newest + 1).doesNotContain(newest);
    KvStore<String, String> store = damaged.open();
    assertThat(store.stats().lastSequence()).isEqualTo(RECORDS + 5);
    expected.keySet().retainAll(Stores.content(store).keySet());
    // Whether "gone" was deleted again nobody knows now.
    store.delete("gone");
    expected.remove("gone");
    damaged.shutdown(store);
    assertRepaired();
  }

  @Test
  void movesAForeignShardAway() {
    write(false);
    int newest = damaged.storage.shardIds().getLast();
    InMemoryShardStorage other = new InMemoryShardStorage();
    KvStore<String, String> foreign = Stores.restore(other);
    foreign.put("x", "y");
    foreign.shutdown();
    byte[] bytes = other.reopen().bytes(1);
    damaged.storage.createShard(newest + 1, bytes.length, bytes).close();

    assertThat(damaged.verify().findings()).hasSize(1);
    RepairReport<String> report = damaged.repair();

    assertThat(report.quarantined())
        .extracting(RepairReport.Quarantined::shardId)
        .containsExactly(newest + 1);
    assertRepaired();
  }

  @Test
  void leavesAShardOfANewerFormatAloneAndSaysSo() {
    write(false);
    byte[] header = Arrays.copyOf(damaged.storage.bytes(2), 128);
    header[8] = 2;
    CRC32C crc = new CRC32C();
    crc.update(header, 0, 124);
    int checksum = (int) crc.getValue();
    for (int i = 0; i < 4; i++) {
      header[124 + i] = (byte) (checksum >>> (8 * i));
    }
    damaged.storage.overwrite(2, 0, header);

    assertThat(damaged.verify().findings())
        .extracting(one -> one.damage().found())
        .anyMatch(found -> found.contains("format 2"));
    assertThatThrownBy(damaged::repair)
        .isInstanceOf(WrongFormatException.class)
        .hasMessageContaining("format 2");
    assertThat(damaged.storage.shardIds()).contains(2);
  }

  @Test
  void salvagesWhatIsLeftOfATruncatedShard() {
    write(false);
    List<Place> frames = damaged.frames(2);
    damaged.storage.truncateShard(2, frames.get(5).offset() + 10);

    RepairReport<String> report = damaged.repair();

    assertThat(report.lostRanges())
        .containsExactly(new LostRange(2, frames.get(5).offset(), frames.size() - 5, false));
    Map<String, String> left = damaged.content();
    assertThat(left).hasSize(expected.size() - frames.size() + 5);
    expected.keySet().retainAll(left.keySet());
    assertRepaired();
  }

  @Test
  void salvagesWhatIsLeftOfATruncatedNewestShard() {
    write(true);
    int newest = damaged.storage.shardIds().getLast();
    List<Place> frames = damaged.frames(newest);
    damaged.storage.truncateShard(newest, frames.getLast().offset() + 10);

    assertThat(damaged.verify().findings()).isNotEmpty();
    RepairReport<String> report = damaged.repair();

    assertThat(report.lost())
        .extracting(LostRecord::offset)
        .containsExactly(frames.getLast().offset());
    expected.remove("last");
    assertRepaired();
  }

  @Test
  void takesATornTailForNoDamage() {
    KvStore<String, String> store = damaged.open();
    store.put("a", "1");
    store.put("b", "2");
    damaged.crash();
    Place last = place(1, 1);
    damaged.flip(1, last.payload(), 0);
    byte[] before = damaged.storage.bytes(1);

    VerifyReport<String> report = damaged.verify();

    assertThat(report.isSound()).isTrue();
    assertThat(report.tornBytes()).isPositive();
    assertThat(report.frames()).isEqualTo(1);
    assertThat(damaged.repair().wasNeeded()).isFalse();
    assertThat(damaged.storage.bytes(1)).isEqualTo(before);
  }

  @Test
  void sealsTheNewestShardAfterACrashAndCutsItsTornTail() {
    write(false);
    KvStore<String, String> store = damaged.open();
    store.put("more", "of it");
    damaged.crash();
    expected.put("more", "of it");
    int newest = damaged.storage.shardIds().getLast();
    long end = damaged.frames(newest).getLast().offset();
    damaged.storage.overwrite(newest, end + 100, new byte[] {1, 2, 3});
    damaged.flip(1, place(1, 4).payload() + 2, 0);
    expected.remove("a1");

    assertThat(damaged.repair().lost()).hasSize(1);

    assertRepaired();
  }

  @Test
  void replacesADamagedCheckpointCleanMarkAndListOfRetiredShards() {
    write(true);
    damaged.storage.lock().close();
    damaged.storage.writeDocument(CleanMark.NAME, new byte[] {1});
    damaged.storage.writeDocument(RetiredShards.NAME, new byte[] {1});
    byte[] wrong = new byte[500];
    try (var checkpoint = damaged.storage.createCheckpoint(wrong.length)) {
      checkpoint.publish();
    }

    assertThat(damaged.verify().findings()).hasSize(3);
    RepairReport<String> report = damaged.repair();

    assertThat(report.wasNeeded()).isTrue();
    assertThat(report.quarantined()).isEmpty();
    assertRepaired();
  }

  @Test
  void aDryRunChangesNothingAndSaysTheSame() {
    write(false);
    damaged.flip(1, place(1, 4).payload() + 2, 0);
    damaged.storage.deleteShard(2);
    List<Integer> before = damaged.storage.shardIds();

    RepairReport<String> dry = damaged.dryRun();

    assertThat(damaged.storage.shardIds()).isEqualTo(before);
    assertThat(damaged.storage.readDocument(RetiredShards.NAME)).isNull();
    RepairReport<String> report = damaged.repair();
    assertThat(dry.lost()).isEqualTo(report.lost());
    assertThat(dry.lostRanges()).isEqualTo(report.lostRanges());
    assertThat(dry.salvagedRecords()).isEqualTo(report.salvagedRecords());
    assertThat(dry.quarantined()).hasSameSizeAs(report.quarantined());
  }

  @Test
  void changesNothingIfThereIsNoRoom() {
    write(false);
    damaged.flip(1, place(1, 4).payload() + 2, 0);
    List<Integer> before = damaged.storage.shardIds();
    damaged.storage.setCapacityBytes(
        before.stream().mapToLong(id -> damaged.storage.bytes(id).length).sum() + 2000);

    assertThatThrownBy(damaged::repair).isInstanceOf(StoreFullException.class);

    assertThat(damaged.storage.shardIds()).isEqualTo(before);
    damaged.storage.setCapacityBytes(Long.MAX_VALUE);
    assertThat(damaged.repair().lost()).hasSize(1);
    expected.remove("a1");
    assertRepaired();
  }

  /** Its place in the log was told by the sequence of the frame behind it, which goes. */
  @Test
  void aBatchThatWasNotWrittenToItsEndStaysUnwritten() {
    KvStore<String, String> store = damaged.open();
    store.put("a", "before");
    store.write(new Batch<String, String>().put("a", "batch").put("b", "batch"));
    damaged.crash();
    List<Place> frames = damaged.frames(1);
    damaged.zero(1, frames.get(2).offset(), (int) frames.get(2).header().frameLength());
    KvStore<String, String> again = damaged.open();
    assertThat(Stores.content(again)).isEqualTo(Map.of("a", "before"));
    again.put("c", "1");
    again.put("d", "2");
    damaged.shutdown(again);
    damaged.storage.deleteCheckpoint();
    damaged.flip(2, place(2, 0).payload(), 0);
    expected.putAll(Map.of("a", "before", "d", "2"));

    assertThat(damaged.repair().lost()).hasSize(1);

    assertRepaired();
  }

  @Test
  void endsTheDoubtAboutAllKeys() {
    write(false);
    damaged.zero(2, place(2, 2).offset(), 512);
    KvStore<String, String> store = damaged.open();
    assertThatThrownBy(() -> store.get("never there")).isInstanceOf(CorruptFrameException.class);
    damaged.shutdown(store);

    damaged.repair();

    expected.keySet().retainAll(damaged.content().keySet());
    assertThat(Objects.requireNonNull(expected.get("a1"))).isEqualTo(Damaged.value("a", 1));
    assertRepaired();
  }
}
