package dev.cairnkv.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.cairnkv.CodecException;
import dev.cairnkv.KeyValue;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.PayloadBuffer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Codec} must do: each test proves a line of its specification. An author extends
 * this class, gives fresh codecs and samples, and lets JUnit run it:
 *
 * <pre>{@code
 * final class MyCodecTest extends CodecContract<String, User> {
 *   protected Codec<String, User> newCodec() {
 *     return new MyCodec();
 *   }
 *
 *   protected List<KeyValue<String, User>> samples() {
 *     return List.of(new KeyValue<>("", User.EMPTY), new KeyValue<>("k", User.LARGE));
 *   }
 * }
 * }</pre>
 *
 * <p>Random choices come from fixed seeds, so that a failure repeats.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public abstract class CodecContract<K, V> {

  private static final int THREADS = 8;
  private static final int ROUNDS_PER_THREAD = 50;

  /** For subclasses. */
  protected CodecContract() {}

  /** Returns a codec that shares nothing with those returned before, but is set up alike. */
  protected abstract Codec<K, V> newCodec();

  /**
   * Returns keys and values to try the codec with: empty ones, a large one (some 100 KiB) and
   * whatever the codec treats specially. The caller may change the content of the arrays in them,
   * so they must be new ones each time.
   */
  protected abstract List<KeyValue<K, V>> samples();

  /**
   * Checks that two keys or two values are equal. Unless overridden: arrays by their content,
   * objects by {@link Object#equals}, and those without one by their fields. The latter is slow for
   * large objects, so that their class should better have an {@code equals}.
   */
  protected void assertSame(Object actual, Object expected) {
    if (!Objects.deepEquals(actual, expected)) {
      assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
    }
  }

  /** Rule 1. */
  @Test
  public final void givesBackWhatItEncoded() {
    Codec<K, V> codec = newCodec();
    for (KeyValue<K, V> sample : samples()) {
      assertSameRecord(codec.decode(codec.encode(sample.key(), sample.value())), sample);
    }
  }

  /** Rule 2. */
  @Test
  public final void decodesWhatAnotherInstanceEncoded() {
    Codec<K, V> writer = newCodec();
    List<byte[]> payloads = encodeAll(writer);
    Codec<K, V> reader = newCodec();
    List<KeyValue<K, V>> samples = samples();
    for (int i = samples.size() - 1; i >= 0; i--) {
      assertSameRecord(reader.decode(payloads.get(i)), samples.get(i));
    }
  }

  /** Rule 2. */
  @Test
  public final void namesItselfTheSameWayInEveryInstance() {
    Codec<K, V> first = newCodec();
    encodeAll(first);
    Codec<K, V> second = newCodec();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.version()).isEqualTo(first.version());
    assertThat(second.schemaFingerprint()).isEqualTo(first.schemaFingerprint());
  }

  /** Rule 3. */
  @Test
  public final void servesManyThreadsAtOnce() throws Exception {
    Codec<K, V> codec = newCodec();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      runTogether(threads, codec);
    }
  }

  /** Rule 3. */
  @Test
  public final void servesManyVirtualThreadsAtOnce() throws Exception {
    Codec<K, V> codec = newCodec();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      runTogether(threads, codec);
    }
  }

  /** Rule 4: only appends, wherever the buffer stands and however much room it has. */
  @Test
  public final void appendsBehindWhatTheBufferHolds() {
    Codec<K, V> codec = newCodec();
    byte[] before = {1, 2, 3, -1, 0, 5};
    for (KeyValue<K, V> sample : samples()) {
      for (int capacity : new int[] {0, 1, before.length, 64, 1 << 20}) {
        PayloadBuffer target = new PayloadBuffer(capacity);
        Arrays.fill(target.array(), (byte) 0x5A);
        target.write(before);
        codec.encode(sample.key(), sample.value(), target);
        byte[] written = target.toByteArray();
        assertThat(Arrays.copyOf(written, before.length)).isEqualTo(before);
        byte[] payload = Arrays.copyOfRange(written, before.length, written.length);
        assertSameRecord(codec.decode(payload), sample);
      }
    }
  }

  /** Rule 4: several payloads may stand behind each other in one buffer. */
  @Test
  public final void appendsSeveralPayloadsToOneBuffer() {
    Codec<K, V> codec = newCodec();
    List<KeyValue<K, V>> samples = samples();
    PayloadBuffer target = new PayloadBuffer(0);
    int[] ends = new int[samples.size()];
    for (int i = 0; i < ends.length; i++) {
      codec.encode(samples.get(i).key(), samples.get(i).value(), target);
      ends[i] = target.size();
    }
    MemorySegment all = MemorySegment.ofArray(target.toByteArray()).asReadOnly();
    for (int i = 0; i < ends.length; i++) {
      int start = i == 0 ? 0 : ends[i - 1];
      assertSameRecord(codec.decode(all.asSlice(start, ends[i] - start)), samples.get(i));
    }
  }

  /** Rule 4: the buffer is the caller's again after the call. */
  @Test
  public final void keepsNoReferenceToTheBuffer() {
    Codec<K, V> codec = newCodec();
    for (KeyValue<K, V> sample : samples()) {
      PayloadBuffer target = new PayloadBuffer();
      codec.encode(sample.key(), sample.value(), target);
      byte[] payload = target.toByteArray();
      byte[] array = target.array();
      Arrays.fill(array, (byte) 0x5A);
      encodeAll(codec);
      byte[] untouched = new byte[array.length];
      Arrays.fill(untouched, (byte) 0x5A);
      assertThat(Arrays.equals(array, untouched)).as("the buffer's array is left alone").isTrue();
      assertSameRecord(codec.decode(payload), sample);
    }
  }

  /** Rule 4: the segment is the caller's again after the call. */
  @Test
  public final void keepsNoReferenceToTheSegment() {
    Codec<K, V> codec = newCodec();
    for (KeyValue<K, V> sample : samples()) {
      byte[] payload = codec.encode(sample.key(), sample.value());
      KeyValue<K, V> decoded = codec.decode(MemorySegment.ofArray(payload));
      Arrays.fill(payload, (byte) 0x5A);
      assertSameRecord(decoded, sample);
    }
  }

  /** Rule 4: an array given as a key or value may change after the call. */
  @Test
  public final void keepsNoReferenceToTheArraysOfTheCaller() {
    Codec<K, V> codec = newCodec();
    List<KeyValue<K, V>> changed = samples();
    List<KeyValue<K, V>> expected = samples();
    for (int i = 0; i < changed.size(); i++) {
      byte[] payload = codec.encode(changed.get(i).key(), changed.get(i).value());
      overwriteIfBytes(changed.get(i).key());
      overwriteIfBytes(changed.get(i).value());
      KeyValue<K, V> first = codec.decode(payload);
      overwriteIfBytes(first.key());
      overwriteIfBytes(first.value());
      assertSameRecord(codec.decode(payload), expected.get(i));
    }
  }

  /** The segment may be a slice of an array, native memory, and read-only. */
  @Test
  public final void decodesFromAnyMemory() {
    Codec<K, V> codec = newCodec();
    for (KeyValue<K, V> sample : samples()) {
      byte[] payload = codec.encode(sample.key(), sample.value());
      byte[] around = new byte[payload.length + 10];
      Arrays.fill(around, (byte) 0x5A);
      System.arraycopy(payload, 0, around, 3, payload.length);
      byte[] unchanged = around.clone();
      MemorySegment slice = MemorySegment.ofArray(around).asSlice(3, payload.length);
      assertSameRecord(codec.decode(slice), sample);
      assertSameRecord(codec.decode(slice.asReadOnly()), sample);
      assertThat(Arrays.equals(around, unchanged)).as("the payload is left alone").isTrue();

      KeyValue<K, V> decoded;
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment memory = arena.allocate(around.length);
        MemorySegment.copy(MemorySegment.ofArray(around), 0, memory, 0, around.length);
        MemorySegment nativeSlice = memory.asSlice(3, payload.length);
        assertSameRecord(codec.decode(nativeSlice), sample);
        decoded = codec.decode(nativeSlice.asReadOnly());
      }
      assertSameRecord(decoded, sample);
    }
  }

  /** Looking up a value by its key gives what decoding does. */
  @Test
  public final void findsTheValueOfItsOwnKeyWithinAnArray() {
    valueDecoding().findsTheValueWithinAnArray();
  }

  /** Looking up a value by its key gives that of no other key. */
  @Test
  public final void findsNoValueForAnotherKey() {
    valueDecoding().findsNoValueForAnotherKey();
  }

  /** Rule 5, for looking up a value by its key. */
  @Test
  public final void findsNoValueInAHostilePayloadThatDoesNotDecode() {
    valueDecoding().agreesWithDecodingOfHostilePayloads();
  }

  /** Rule 5. */
  @Test
  public final void answersAPayloadCutAtAnyLength() {
    Codec<K, V> codec = newCodec();
    for (byte[] payload : encodeAll(codec)) {
      HostilePayloads.truncated(payload).forEach(hostile -> decodeHostile(codec, hostile));
    }
  }

  /** Rule 5. */
  @Test
  public final void answersAPayloadWithAFlippedBit() {
    Codec<K, V> codec = newCodec();
    for (byte[] payload : encodeAll(codec)) {
      HostilePayloads.flipped(payload).forEach(hostile -> decodeHostile(codec, hostile));
    }
  }

  /** Rule 5: a length that was made huge must not be believed. */
  @Test
  public final void answersAPayloadWithForgedLengths() {
    Codec<K, V> codec = newCodec();
    for (byte[] payload : encodeAll(codec)) {
      HostilePayloads.forged(payload).forEach(hostile -> decodeHostile(codec, hostile));
    }
  }

  /** Rule 5. */
  @Test
  public final void answersArbitraryBytes() {
    Codec<K, V> codec = newCodec();
    HostilePayloads.arbitrary().forEach(hostile -> decodeHostile(codec, hostile));
  }

  /** Rule 5: a payload that failed leaves nothing behind that harms the next one. */
  @Test
  public final void decodesAgainAfterAFailure() {
    Codec<K, V> codec = newCodec();
    for (KeyValue<K, V> sample : samples()) {
      byte[] payload = codec.encode(sample.key(), sample.value());
      for (int length : new int[] {0, payload.length / 2, payload.length - 1}) {
        decodeHostile(codec, Arrays.copyOf(payload, length));
        assertSameRecord(codec.decode(payload), sample);
        assertSameRecord(codec.decode(codec.encode(sample.key(), sample.value())), sample);
      }
    }
  }

  /** The name goes into a shard's header. */
  @Test
  public final void hasAnIdOfTheFormRequired() {
    assertThat(newCodec().id()).matches("[a-z0-9+\\-._]{1," + Codec.MAX_ID_LENGTH + "}");
  }

  /** Versions count from 1. */
  @Test
  public final void hasAVersionFromOne() {
    assertThat(newCodec().version()).isPositive();
  }

  /** What it writes itself it must understand. */
  @Test
  public final void claimsToDecodeItsOwnVersionAndSchema() {
    Codec<K, V> codec = newCodec();
    assertThat(codec.canDecode(codec.version(), codec.schemaFingerprint())).isTrue();
    Codec<K, V> decoder = codec.decoderOf(codec.version(), codec.schemaFingerprint());
    for (KeyValue<K, V> sample : samples()) {
      byte[] payload = codec.encode(sample.key(), sample.value());
      assertSameRecord(decoder.decode(payload), sample);
      assertThat(decoder.decodeValue(sample.key(), payload, 0, payload.length)).isNotNull();
    }
  }

  /**
   * The conveniences must do what the methods on buffers do; an encrypting codec need not give the
   * same bytes twice.
   */
  @Test
  public final void encodesToAnArrayWhatItEncodesToABuffer() {
    Codec<K, V> codec = newCodec();
    for (KeyValue<K, V> sample : samples()) {
      PayloadBuffer target = new PayloadBuffer();
      codec.encode(sample.key(), sample.value(), target);
      byte[] payload = codec.encode(sample.key(), sample.value());
      assertThat(payload).hasSize(target.size());
      assertSameRecord(codec.decode(payload), sample);
      assertSameRecord(codec.decode(target.toByteArray()), sample);
    }
  }

  private ValueDecoding<K, V> valueDecoding() {
    return new ValueDecoding<>(newCodec(), samples(), this::assertSame);
  }

  private void decodeHostile(Codec<K, V> codec, byte[] hostile) {
    long allowed = HostilePayloads.maxAllocatedBytes(hostile.length);
    // Loading a class on the way counts once, believing the payload counts each time.
    if (bytesToDecode(codec, hostile) > allowed) {
      assertThat(bytesToDecode(codec, hostile))
          .as("bytes allocated for payload %s", HostilePayloads.describe(hostile))
          .isLessThanOrEqualTo(allowed);
    }
  }

  private long bytesToDecode(Codec<K, V> codec, byte[] hostile) {
    AllocationMeter meter = AllocationMeter.start();
    try {
      assertThat(codec.decode(hostile)).isNotNull();
    } catch (CodecException expected) {
      assertThat(expected.getMessage()).isNotBlank().doesNotContain("\n");
    } catch (RuntimeException | Error other) {
      fail("must be a CodecException, for payload " + HostilePayloads.describe(hostile), other);
    }
    return meter.allocatedBytes();
  }

  private List<byte[]> encodeAll(Codec<K, V> codec) {
    return samples().stream().map(each -> codec.encode(each.key(), each.value())).toList();
  }

  private void runTogether(ExecutorService threads, Codec<K, V> codec) throws Exception {
    CountDownLatch start = new CountDownLatch(THREADS);
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int first = i;
      tasks.add(
          () -> {
            start.countDown();
            start.await();
            return roundTrips(codec, first);
          });
    }
    for (Future<Integer> done : threads.invokeAll(tasks)) {
      assertThat(done.get()).isEqualTo(ROUNDS_PER_THREAD);
    }
  }

  private int roundTrips(Codec<K, V> codec, int first) {
    List<KeyValue<K, V>> samples = samples();
    int round = 0;
    for (; round < ROUNDS_PER_THREAD; round++) {
      KeyValue<K, V> sample = samples.get((first + round) % samples.size());
      assertSameRecord(codec.decode(codec.encode(sample.key(), sample.value())), sample);
    }
    return round;
  }

  private void assertSameRecord(KeyValue<K, V> actual, KeyValue<K, V> expected) {
    assertSame(actual.key(), expected.key());
    assertSame(actual.value(), expected.value());
  }

  private static void overwriteIfBytes(Object object) {
    if (object instanceof byte[] bytes) {
      Arrays.fill(bytes, (byte) 0x5A);
    }
  }
}
