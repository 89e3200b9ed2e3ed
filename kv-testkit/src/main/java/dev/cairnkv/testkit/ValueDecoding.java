package dev.cairnkv.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.cairnkv.CodecException;
import dev.cairnkv.KeyValue;
import dev.cairnkv.spi.Codec;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Codec#decodeValue} must do.
 *
 * @param codec the codec that is tried
 * @param samples keys and values to try it with
 * @param assertSame checks that two values are equal
 */
record ValueDecoding<K, V>(
    Codec<K, V> codec, List<KeyValue<K, V>> samples, BiConsumer<Object, Object> assertSame) {

  private static final int BEFORE = 3;
  private static final int BEHIND = 9;

  void findsTheValueWithinAnArray() {
    for (KeyValue<K, V> sample : samples) {
      byte[] payload = codec.encode(sample.key(), sample.value());
      for (byte[] array : surrounded(payload)) {
        byte[] unchanged = array.clone();
        V found = find(sample.key(), array, payload.length);
        assertThat(Arrays.equals(array, unchanged)).as("the array is left alone").isTrue();
        Arrays.fill(array, (byte) 0x5A);
        assertThat(found).as("the value of key %s", sample.key()).isNotNull();
        assertSame.accept(Objects.requireNonNull(found), sample.value());
      }
      assertThatThrownBy(() -> codec.decodeValue(sample.key(), payload, 1, payload.length))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  void findsNoValueForAnotherKey() {
    for (KeyValue<K, V> sample : samples) {
      byte[] payload = codec.encode(sample.key(), sample.value());
      Stream<K> ofOtherSamples =
          samples.stream().map(KeyValue::key).filter(key -> !same(key, sample.key()));
      Stream.concat(ofOtherSamples, NearKeys.of(sample.key()).stream())
          .forEach(
              other -> {
                for (byte[] array : surrounded(payload)) {
                  assertThat(find(other, array, payload.length))
                      .as("key %s in the record of %s", other, sample.key())
                      .isNull();
                }
              });
    }
  }

  void agreesWithDecodingOfHostilePayloads() {
    for (KeyValue<K, V> sample : samples) {
      byte[] payload = codec.encode(sample.key(), sample.value());
      Stream.of(
              HostilePayloads.truncated(payload),
              HostilePayloads.flipped(payload),
              HostilePayloads.forged(payload))
          .flatMap(hostile -> hostile)
          .forEach(hostile -> assertAgrees(sample.key(), hostile));
    }
    HostilePayloads.arbitrary().forEach(hostile -> assertAgrees(samples.getFirst().key(), hostile));
  }

  /** Another key may be answered with {@code null} before what is wrong behind it is seen. */
  private void assertAgrees(K key, byte[] hostile) {
    @Nullable KeyValue<K, V> decoded = decodeOrRefuse(hostile);
    byte[] array = surrounded(hostile).getFirst();
    @Nullable V found;
    try {
      found = find(key, array, hostile.length);
    } catch (CodecException refused) {
      assertThat(decoded).as("payload %s", HostilePayloads.describe(hostile)).isNull();
      assertThat(refused.getMessage()).isNotBlank().doesNotContain("\n");
      return;
    } catch (RuntimeException | Error other) {
      fail("must be a CodecException, for payload " + HostilePayloads.describe(hostile), other);
      return;
    }
    if (decoded != null && same(decoded.key(), key)) {
      assertSame.accept(Objects.requireNonNull(found), decoded.value());
    } else {
      assertThat(found).as("payload %s", HostilePayloads.describe(hostile)).isNull();
    }
  }

  private @Nullable KeyValue<K, V> decodeOrRefuse(byte[] hostile) {
    try {
      return codec.decode(hostile);
    } catch (CodecException refused) {
      return null;
    }
  }

  private @Nullable V find(K key, byte[] array, int length) {
    return codec.decodeValue(key, array, BEFORE, length);
  }

  /** Returns arrays with the payload between bytes of no meaning, and between ones of itself. */
  private static List<byte[]> surrounded(byte[] payload) {
    byte[] between = new byte[BEFORE + payload.length + BEHIND];
    Arrays.fill(between, (byte) 0x5A);
    System.arraycopy(payload, 0, between, BEFORE, payload.length);
    byte[] repeated = between.clone();
    int behind = BEFORE + payload.length;
    System.arraycopy(payload, 0, repeated, behind, Math.min(BEHIND, payload.length));
    return List.of(between, repeated);
  }

  private static boolean same(Object left, Object right) {
    return Objects.deepEquals(left, right);
  }
}
