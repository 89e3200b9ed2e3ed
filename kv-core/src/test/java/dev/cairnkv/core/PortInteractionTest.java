package dev.cairnkv.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.cairnkv.CodecException;
import dev.cairnkv.Durability;
import dev.cairnkv.KeyType;
import dev.cairnkv.KeyValue;
import dev.cairnkv.KvStore;
import dev.cairnkv.StorageException;
import dev.cairnkv.StoreFullException;
import dev.cairnkv.StoreLockedException;
import dev.cairnkv.StoreOptions;
import dev.cairnkv.StorePoisonedException;
import dev.cairnkv.WrongCodecException;
import dev.cairnkv.core.frame.FrameDescriptor;
import dev.cairnkv.core.frame.ShardHeaderDescriptor;
import dev.cairnkv.core.manifest.CleanMark;
import dev.cairnkv.core.manifest.Manifest;
import dev.cairnkv.spi.CheckpointWriter;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.PayloadBuffer;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardAccess;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.spi.StorageLock;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.ArgumentCaptor;
import org.mockito.InOrder;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;

/** What the store asks of each port, and in which order, for each flow. */
@ExtendWith(MockitoExtension.class)
class PortInteractionTest {
  private static final int FIRST = ShardHeaderDescriptor.LENGTH;
  private static final String CODEC_ID = "mocked";

  @Mock private ShardStorage storage;
  @Mock private StorageLock lock;
  @Mock private Codec<String, String> codec;
  @Mock private Clock clock;
  @Mock private CheckpointWriter checkpoint;

  @BeforeEach
  void describeCodecAndPlace() {
    lenient().when(codec.id()).thenReturn(CODEC_ID);
    lenient().when(codec.version()).thenReturn(1);
    lenient().when(codec.decoderOf(anyInt(), anyLong())).thenReturn(codec);
    lenient().when(storage.location()).thenReturn("the mocked place");
    lenient().when(storage.readDocument(any())).thenReturn(null);
    lenient().when(storage.createCheckpoint(anyLong())).thenReturn(checkpoint);
  }

  private KvStore<String, String> open(StoreOptions options) {
    return ShardedStore.restore(storage, Codecs.of(KeyType.STRING, codec), clock, options);
  }

  private KvStore<String, String> beginStore(StoreOptions options) {
    when(storage.lock()).thenReturn(lock);
    return open(options);
  }

  private KvStore<String, String> beginStore() {
    return beginStore(Stores.OPTIONS);
  }

  /** A shard whose bytes can be read back. */
  private Shard shard(int id) {
    Shard shard = mock(Shard.class, "shard " + id);
    byte[] bytes = new byte[Stores.SHARD_SIZE];
    lenient().when(shard.id()).thenReturn(id);
    lenient().when(shard.sizeBytes()).thenReturn((long) bytes.length);
    lenient()
        .doAnswer(
            call -> {
              long offset = call.getArgument(0);
              byte[] source = call.getArgument(1);
              int start = call.getArgument(2);
              int length = call.getArgument(3);
              System.arraycopy(source, start, bytes, (int) offset, length);
              return null;
            })
        .when(shard)
        .append(anyLong(), any(), anyInt(), anyInt());
    lenient()
        .when(shard.read(anyLong(), anyLong()))
        .thenAnswer(
            call ->
                MemorySegment.ofArray(bytes)
                    .asSlice(call.getArgument(0), (long) call.getArgument(1))
                    .asReadOnly());
    lenient()
        .doAnswer(
            call -> {
              long offset = call.getArgument(0);
              byte[] target = call.getArgument(1);
              System.arraycopy(
                  bytes, (int) offset, target, call.getArgument(2), (int) call.getArgument(3));
              return null;
            })
        .when(shard)
        .readOnce(anyLong(), any(), anyInt(), anyInt());
    return shard;
  }

  /** The storage answers the creation of shard {@code id} with {@code shard}. */
  private void creates(int id, Shard shard) {
    when(storage.createShard(eq(id), eq((long) Stores.SHARD_SIZE), any()))
        .thenAnswer(
            call -> {
              byte[] header = call.getArgument(2);
              shard.append(0, header, 0, header.length);
              clearInvocations(shard);
              return shard;
            });
  }

  private void encodes(String key, String value, int bytes) {
    doAnswer(
            call -> {
              PayloadBuffer target = call.getArgument(2);
              target.write(new byte[bytes]);
              return null;
            })
        .when(codec)
        .encode(eq(key), eq(value), any(PayloadBuffer.class));
  }

  private static int frameLength(int payload) {
    return (int) FrameDescriptor.align(FrameDescriptor.HEADER_LENGTH + payload);
  }

  @Test
  void beginningAStoreLocksThePlaceAndWritesTheManifestAndNoShard() {
    beginStore();

    InOrder order = inOrder(storage);
    order.verify(storage).readDocument(Manifest.NAME);
    order.verify(storage).shardIds();
    order.verify(storage).unknownNames();
    order.verify(storage).create();
    order.verify(storage).lock();
    order.verify(storage).readDocument(Manifest.NAME);
    order.verify(storage).writeDocument(eq(Manifest.NAME), any());
    order.verify(storage).readDocument(CleanMark.NAME);
    verify(storage, never()).createShard(anyInt(), anyLong(), any());
    verify(storage, never()).close();
  }

  @Test
  void putEncodesThenMakesTheShardThenAppends() {
    Shard shard = shard(1);
    creates(1, shard);
    encodes("k", "v", 10);
    KvStore<String, String> store = beginStore();

    store.put("k", "v");

    InOrder order = inOrder(codec, storage, shard);
    order.verify(codec).encode(eq("k"), eq("v"), any(PayloadBuffer.class));
    order.verify(storage).createShard(eq(1), eq((long) Stores.SHARD_SIZE), any());
    order.verify(shard).append(eq((long) FIRST), any(), anyInt(), eq(frameLength(10)));
    verify(shard, never()).sync();
  }

  @Test
  void theNextPutAppendsBehindTheFirst() {
    Shard shard = shard(1);
    creates(1, shard);
    encodes("k", "v", 10);
    encodes("l", "w", 30);
    KvStore<String, String> store = beginStore();

    store.put("k", "v");
    store.put("l", "w");

    verify(shard).append(eq((long) FIRST + frameLength(10)), any(), anyInt(), eq(frameLength(30)));
  }

  @Test
  void aSyncedPutSyncsTheShardOnceAfterAppending() {
    Shard shard = shard(1);
    creates(1, shard);
    encodes("k", "v", 10);
    KvStore<String, String> store =
        beginStore(Stores.OPTIONS.toBuilder().durability(Durability.SYNCED).build());

    store.put("k", "v");

    InOrder order = inOrder(shard);
    order.verify(shard).append(eq((long) FIRST), any(), anyInt(), anyInt());
    order.verify(shard).sync();
    order.verifyNoMoreInteractions();
  }

  @Test
  void getReadsTheFrameAndDecodesItsPayload() {
    Shard shard = shard(1);
    creates(1, shard);
    encodes("k", "v", 10);
    KvStore<String, String> store = beginStore();
    store.put("k", "v");
    ArgumentCaptor<MemorySegment> payload = ArgumentCaptor.captor();
    when(codec.decode(payload.capture())).thenReturn(new KeyValue<>("k", "v"));

    assertThat(store.get("k")).isEqualTo("v");

    verify(shard).read(FIRST, frameLength(10));
    assertThat(payload.getValue().byteSize()).isEqualTo(10);
    assertThat(payload.getValue().isReadOnly()).isTrue();
  }

  @Test
  void getOfAnUnknownKeyAsksNoPort() {
    KvStore<String, String> store = beginStore();
    clearInvocations(storage, codec);

    assertThat(store.get("unknown")).isNull();

    verifyNoMoreInteractions(storage, codec);
  }

  @Test
  void getComparesTheKeyThatTheRecordHolds() {
    Shard shard = shard(1);
    creates(1, shard);
    encodes("k", "v", 10);
    KvStore<String, String> store = beginStore();
    store.put("k", "v");
    when(codec.decode(any(MemorySegment.class))).thenReturn(new KeyValue<>("another", "v"));

    assertThat(store.get("k")).isNull();
  }

  @Test
  void deleteAppendsATombstoneOnlyIfThereIsSomethingToDelete() {
    Shard shard = shard(1);
    creates(1, shard);
    encodes("k", "v", 10);
    KvStore<String, String> store = beginStore();
    store.put("k", "v");

    assertThat(store.delete("unknown")).isFalse();
    assertThat(store.delete("k")).isTrue();
    assertThat(store.delete("k")).isFalse();

    InOrder order = inOrder(shard);
    order.verify(shard).append(eq((long) FIRST), any(), anyInt(), anyInt());
    order
        .verify(shard)
        .append(
            eq((long) FIRST + frameLength(10)),
            any(),
            anyInt(),
            eq(FrameDescriptor.MIN_FRAME_LENGTH));
    order.verifyNoMoreInteractions();
  }

  @Test
  void rollingMakesTheNewShardThenSealsAndSyncsTheFullOne() {
    Shard full = shard(1);
    Shard next = shard(2);
    creates(1, full);
    creates(2, next);
    encodes("k", "v", 3000);
    KvStore<String, String> store = beginStore();
    store.put("k", "v");

    store.put("k", "v");

    long tail = (long) FIRST + frameLength(3000);
    InOrder order = inOrder(storage, full, next);
    order.verify(storage).createShard(eq(2), eq((long) Stores.SHARD_SIZE), any());
    order.verify(full).sync();
    order.verify(full).append(eq(tail), any(), anyInt(), eq(FrameDescriptor.SEAL_LENGTH));
    order.verify(full).sync();
    order.verify(next).append(eq((long) FIRST), any(), anyInt(), eq(frameLength(3000)));
  }

  @Test
  void aRollWithoutRoomWritesNothingAndIsTriedAgain() {
    Shard full = shard(1);
    Shard next = shard(2);
    creates(1, full);
    encodes("k", "v", 3000);
    KvStore<String, String> store = beginStore();
    store.put("k", "v");
    clearInvocations(full);
    doThrow(new StoreFullException("no room")).when(storage).createShard(eq(2), anyLong(), any());

    assertThatThrownBy(() -> store.put("k", "v")).isInstanceOf(StoreFullException.class);
    verify(full, never()).append(anyLong(), any(), anyInt(), anyInt());
    verify(full, never()).sync();

    doReturn(next).when(storage).createShard(eq(2), anyLong(), any());
    store.put("k", "v");
    verify(next).append(eq((long) FIRST), any(), anyInt(), eq(frameLength(3000)));
  }

  @Test
  void aFailedSyncIsNeverTriedAgainAndEndsWritingButNotReading() {
    Shard shard = shard(1);
    creates(1, shard);
    encodes("k", "v", 10);
    KvStore<String, String> store = beginStore();
    store.put("k", "v");
    doThrow(new StorageException("sync failed on purpose")).when(shard).sync();

    assertThatThrownBy(store::sync)
        .isInstanceOf(StorePoisonedException.class)
        .hasMessageContaining("sync failed on purpose");
    assertThatThrownBy(store::sync).isInstanceOf(StorePoisonedException.class);
    assertThatThrownBy(() -> store.put("k", "v")).isInstanceOf(StorePoisonedException.class);
    assertThatThrownBy(() -> store.delete("k")).isInstanceOf(StorePoisonedException.class);
    assertThat(store.stats().timings().syncs().count()).isZero();
    verify(shard).sync();
    verify(shard).append(anyLong(), any(), anyInt(), anyInt());

    when(codec.decode(any(MemorySegment.class))).thenReturn(new KeyValue<>("k", "v"));
    assertThat(store.get("k")).isEqualTo("v");

    assertThatThrownBy(store::shutdown).isInstanceOf(StorePoisonedException.class);
    verify(storage, never()).writeDocument(eq(CleanMark.NAME), any());
    verify(shard).close();
    verify(lock).close();
    verify(storage).close();
  }

  /** Behind a seal nothing would be found again, so a roll that broke off ends all writing. */
  @Test
  void aRollThatBreaksOffInAnyWayEndsWriting() {
    Shard full = shard(1);
    Shard next = shard(2);
    creates(1, full);
    creates(2, next);
    encodes("k", "v", 3000);
    encodes("l", "w", 10);
    KvStore<String, String> store = beginStore();
    store.put("k", "v");
    doThrow(new OutOfMemoryError("on purpose")).when(full).sync();

    assertThatThrownBy(() -> store.put("k", "v")).isInstanceOf(StorePoisonedException.class);

    assertThatThrownBy(() -> store.put("l", "w")).isInstanceOf(StorePoisonedException.class);
    verify(next).close();
    verify(next, never()).append(anyLong(), any(), anyInt(), anyInt());
  }

  @Test
  void aCleanMarkThatCannotBeDeletedEndsWriting() {
    Shard shard = shardOfAnEndedStore(true);
    when(storage.openShard(1, ShardAccess.APPEND)).thenReturn(shard);
    KvStore<String, String> store = open(Stores.OPTIONS);
    doThrow(new StorageException("on purpose")).when(storage).deleteDocument(CleanMark.NAME);

    assertThatThrownBy(() -> store.put("k", "v")).isInstanceOf(StorePoisonedException.class);
    assertThatThrownBy(() -> store.put("k", "v")).isInstanceOf(StorePoisonedException.class);

    verify(storage).deleteDocument(CleanMark.NAME);
    verify(shard, never()).append(anyLong(), any(), anyInt(), anyInt());
  }

  @Test
  void whateverACodecThrowsWhileDecodingIsACodecException() {
    Shard shard = shard(1);
    creates(1, shard);
    encodes("k", "v", 10);
    KvStore<String, String> store = beginStore();
    store.put("k", "v");
    when(codec.decode(any(MemorySegment.class))).thenThrow(new ArithmeticException("on purpose"));

    assertThatThrownBy(() -> store.get("k"))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("shard 1")
        .hasMessageContaining(CODEC_ID);
  }

  @Test
  void aRestoreThatRunsOutOfMemoryGivesUpTheLock() {
    when(storage.lock()).thenReturn(lock);
    lenient().when(storage.readDocument(Manifest.NAME)).thenReturn(null);
    when(storage.readDocument(CleanMark.NAME)).thenThrow(new OutOfMemoryError("on purpose"));

    assertThatThrownBy(() -> open(Stores.OPTIONS)).isInstanceOf(OutOfMemoryError.class);

    verify(lock).close();
    verify(storage).close();
  }

  @Test
  void aFailedAppendPublishesNothingAndEndsWriting() {
    Shard shard = shard(1);
    creates(1, shard);
    encodes("k", "v", 10);
    KvStore<String, String> store = beginStore();
    doThrow(new InternalError("a fault on purpose"))
        .when(shard)
        .append(eq((long) FIRST), any(), anyInt(), anyInt());

    assertThatThrownBy(() -> store.put("k", "v")).isInstanceOf(StorePoisonedException.class);

    assertThat(store.contains("k")).isFalse();
    assertThatThrownBy(() -> store.put("k", "v")).isInstanceOf(StorePoisonedException.class);
  }

  @Test
  void aReadErrorIsNeverTakenForAMissingKey() {
    Shard shard = shard(1);
    creates(1, shard);
    encodes("k", "v", 10);
    KvStore<String, String> store = beginStore();
    store.put("k", "v");
    doThrow(new InternalError("a fault on purpose")).when(shard).read(anyLong(), anyLong());
    doThrow(new InternalError("a fault on purpose"))
        .when(shard)
        .read(anyLong(), any(), anyInt(), anyInt());

    assertThatThrownBy(() -> store.get("k"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("shard 1");
  }

  @Test
  void theBackgroundSyncComesByItself() {
    Shard shard = shard(1);
    creates(1, shard);
    encodes("k", "v", 10);
    KvStore<String, String> store =
        beginStore(Stores.OPTIONS.toBuilder().syncPeriod(Duration.ofMillis(1)).build());

    store.put("k", "v");

    verify(shard, timeout(60_000)).sync();
    store.shutdown();
  }

  @Test
  void shutdownSyncsAndPublishesACheckpointThenMarksThenGivesUpShardsLockAndStorage() {
    Shard shard = shard(1);
    creates(1, shard);
    encodes("k", "v", 10);
    KvStore<String, String> store = beginStore();
    store.put("k", "v");

    store.shutdown();
    store.shutdown();

    InOrder order = inOrder(shard, storage, lock, checkpoint);
    order.verify(storage).createCheckpoint(anyLong());
    order.verify(checkpoint, atLeastOnce()).append(any(), anyInt(), anyInt());
    order.verify(shard).sync();
    order.verify(checkpoint).publish();
    order.verify(checkpoint).close();
    order.verify(storage).writeDocument(eq(CleanMark.NAME), any());
    order.verify(shard).close();
    order.verify(lock).close();
    order.verify(storage).close();
    order.verifyNoMoreInteractions();
  }

  @Test
  void restoringAfterACleanShutdownWritesNothingAndTheFirstPutRemovesTheMark() {
    Shard shard = shardOfAnEndedStore(true);
    when(storage.openShard(1, ShardAccess.APPEND)).thenReturn(shard);
    KvStore<String, String> store = open(Stores.OPTIONS);
    assertThat(store.size()).isEqualTo(1);
    verify(storage, never()).deleteDocument(any());
    verify(shard, never()).append(anyLong(), any(), anyInt(), anyInt());

    store.put("k", "v");

    InOrder order = inOrder(storage, shard);
    order.verify(storage).deleteDocument(CleanMark.NAME);
    // The first frame after a restore says how far the shard is synced, which takes 8 bytes.
    order
        .verify(shard)
        .append(eq((long) FIRST + frameLength(10)), any(), anyInt(), eq(frameLength(10) + 8));
    verify(storage, never()).createShard(eq(2), anyLong(), any());
  }

  @Test
  void restoringAfterACrashSealsTheShardAndNeverAppendsToIt() {
    Shard shard = shardOfAnEndedStore(false);
    when(storage.openShard(eq(1), any())).thenReturn(shard);
    Shard next = shard(2);
    creates(2, next);

    KvStore<String, String> store = open(Stores.OPTIONS);

    long tail = (long) FIRST + frameLength(10);
    InOrder order = inOrder(storage, shard);
    order.verify(storage).openShard(1, ShardAccess.APPEND);
    order.verify(shard).sync();
    order.verify(shard).append(eq(tail), any(), anyInt(), eq(FrameDescriptor.SEAL_LENGTH));
    order.verify(shard).sync();
    order.verify(shard).close();
    order.verify(storage).truncateShard(1, tail + FrameDescriptor.SEAL_LENGTH);
    order.verify(storage).openShard(1, ShardAccess.READ);
    assertThat(store.size()).isEqualTo(1);

    store.put("k", "v");
    verify(shard).append(anyLong(), any(), anyInt(), anyInt());
    verify(next).append(eq((long) FIRST), any(), anyInt(), anyInt());
  }

  /** A crash between the seal and its sync: the next shard may get a frame only after that sync. */
  @Test
  void restoringSyncsAShardThatACrashLeftSealed() {
    Shard shard = shardOfAnEndedStore(false);
    when(storage.openShard(eq(1), any())).thenReturn(shard);
    open(Stores.OPTIONS);
    clearInvocations(shard);

    open(Stores.OPTIONS);

    verify(shard).sync();
    verify(shard, never()).append(anyLong(), any(), anyInt(), anyInt());
  }

  @Test
  void aRestoreThatFailsGivesUpWhatItOpened() {
    Shard shard = shardOfAnEndedStore(true);
    when(storage.openShard(1, ShardAccess.APPEND)).thenReturn(shard);
    when(codec.canDecode(anyInt(), anyLong())).thenReturn(false);

    assertThatThrownBy(() -> open(Stores.OPTIONS)).isInstanceOf(WrongCodecException.class);

    verify(shard).close();
    verify(lock).close();
    verify(storage).close();
  }

  @Test
  void aLockedPlaceIsLeftAsItIs() {
    when(storage.lock()).thenThrow(new StoreLockedException("held on purpose"));

    assertThatThrownBy(() -> open(Stores.OPTIONS)).isInstanceOf(StoreLockedException.class);

    verify(storage, never()).writeDocument(any(), any());
    verify(storage).close();
  }

  /** Leaves the storage with what a store with one record wrote, and forgets the calls. */
  private Shard shardOfAnEndedStore(boolean cleanly) {
    Shard shard = shard(1);
    creates(1, shard);
    encodes("k", "v", 10);
    lenient().when(codec.canDecode(anyInt(), anyLong())).thenReturn(true);
    ArgumentCaptor<byte[]> manifest = ArgumentCaptor.captor();
    ArgumentCaptor<byte[]> mark = ArgumentCaptor.captor();
    KvStore<String, String> store = beginStore();
    store.put("k", "v");
    store.shutdown();
    verify(storage).writeDocument(eq(Manifest.NAME), manifest.capture());
    verify(storage).writeDocument(eq(CleanMark.NAME), mark.capture());
    when(storage.readDocument(Manifest.NAME)).thenReturn(manifest.getValue());
    if (cleanly) {
      when(storage.readDocument(CleanMark.NAME)).thenReturn(mark.getValue());
    }
    when(storage.shardIds()).thenReturn(List.of(1));
    clearInvocations(storage, shard, lock, codec);
    return shard;
  }
}
