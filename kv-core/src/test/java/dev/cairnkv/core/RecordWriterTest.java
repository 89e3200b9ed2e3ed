package dev.cairnkv.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.KeyType;
import dev.cairnkv.StorageException;
import dev.cairnkv.StoreListener;
import dev.cairnkv.StorePoisonedException;
import dev.cairnkv.core.catalog.Catalog;
import dev.cairnkv.core.event.Events;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.CodecStamp;
import dev.cairnkv.core.frame.FrameBuffer;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.core.frame.Location;
import dev.cairnkv.core.index.Index;
import dev.cairnkv.core.index.IndexSource;
import dev.cairnkv.core.log.LogState;
import dev.cairnkv.core.log.ShardFactory;
import dev.cairnkv.core.log.ShardLog;
import dev.cairnkv.core.log.ShardTable;
import dev.cairnkv.core.order.KeyOrder;
import dev.cairnkv.core.order.OrderedKeys;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.testkit.InMemoryShardStorage;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writes of which the index can take only a part, since there is no memory for the rest. */
class RecordWriterTest {
  private static final Fingerprint THERE = new Fingerprint(0, 1);
  private static final Fingerprint FAILING = new Fingerprint(-1, 1);

  private final InMemoryShardStorage storage = new InMemoryShardStorage();
  private final ShardTable shards = new ShardTable();
  private final ShardLog log =
      new ShardLog(
          storage,
          new ShardFactory(
              storage,
              new UUID(1, 2),
              CodecStamp.of(new TextCodec()),
              Stores.SHARD_SIZE,
              Clock.system()),
          new LogState(shards, null, 1, 1, false),
          new Events(StoreListener.none()));
  private final Catalog catalog = new Catalog(new Index(new OneFails()), shards);
  private final KeyOrder<String> order = KeyOrder.from(KeyType.STRING, OrderedKeys.NONE);
  private final RecordWriter<String> writer = new RecordWriter<>(log, catalog, order, () -> {});

  /** Has nothing, and fails to say so of one sub-table. */
  private static final class OneFails implements IndexSource {
    @Override
    public long size() {
      return 0;
    }

    @Override
    public long[] slots(int subTable) {
      if (subTable == Index.subTable(FAILING)) {
        throw new StorageException("no memory, as a test has it");
      }
      return new long[0];
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void create() {
    storage.create();
  }

  private static PreparedWrite<String> write(FrameKind kind, Fingerprint fingerprint, int place) {
    FrameBuffer frame = new FrameBuffer();
    frame.begin(fingerprint);
    frame.placeInBatch(place, 1 - place);
    frame.endPayload();
    return new PreparedWrite<>(kind, "key " + place, fingerprint, frame);
  }

  @Test
  void aBatchOfWhichAPartIsPublishedIsNotTakenForWhole() {
    List<PreparedWrite<String>> batch =
        List.of(write(FrameKind.PUT, THERE, 0), write(FrameKind.PUT, FAILING, 1));

    assertThatThrownBy(() -> writer.write(batch)).isInstanceOf(StorePoisonedException.class);

    assertThat(catalog.find(THERE)).isNotEqualTo(Location.NONE);
    assertThatThrownBy(writer::requireWholeBatches).isInstanceOf(StorePoisonedException.class);
  }

  @Test
  void aDeletionThatTheLogHasAndTheIndexHasNotEndsWriting() {
    List<PreparedWrite<String>> batch =
        List.of(write(FrameKind.PUT, THERE, 0), write(FrameKind.TOMBSTONE, FAILING, 1));

    assertThatThrownBy(() -> writer.write(batch)).isInstanceOf(StorePoisonedException.class);

    assertThat(order.keys().tree().size()).isOne(); // the order is that of the log
    assertThatThrownBy(log::requireWritable).isInstanceOf(StorePoisonedException.class);
  }

  @Test
  void batchesThatAreThereAreWhole() {
    var _ = writer.write(List.of(write(FrameKind.PUT, THERE, 0)));

    assertThatCode(writer::requireWholeBatches).doesNotThrowAnyException();
  }
}
