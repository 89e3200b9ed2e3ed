package dev.cairnkv.bench.jmh;

import dev.cairnkv.KeyValue;
import dev.cairnkv.bench.peer.Form;
import dev.cairnkv.bench.workload.Records;
import dev.cairnkv.codec.json.JsonCodec;
import dev.cairnkv.codec.kryo.KryoCodec;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.PayloadBuffer;
import java.lang.foreign.MemorySegment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a codec takes. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls setUp first
public class CodecBenchmark extends Defaults {

  /** The codec. */
  @Param({"kryo-bytes", "kryo-strings", "json-strings"})
  public String codec;

  private final PayloadBuffer target = new PayloadBuffer();
  private Sample<?> sample;

  /** Makes a record. */
  @Setup
  public void setUp() {
    sample =
        switch (codec) {
          case "kryo-bytes" -> new Sample<>(KryoCodec.bytes(), Form.BYTES);
          case "kryo-strings" -> new Sample<>(KryoCodec.strings(), Form.TEXT);
          case "json-strings" -> new Sample<>(JsonCodec.strings(), Form.TEXT);
          default -> throw new IllegalArgumentException("no codec " + codec);
        };
  }

  /** Encodes a record into a buffer. */
  @Benchmark
  public int encode() {
    target.setSize(0);
    sample.encode(target);
    return target.size();
  }

  /** Decodes a record. */
  @Benchmark
  public KeyValue<?, ?> decode() {
    return sample.decode();
  }

  private static final class Sample<T> {
    private final Codec<T, T> codec;
    private final T key;
    private final T value;
    private final MemorySegment payload;

    private Sample(Codec<T, T> codec, Form<T> form) {
      this.codec = codec;
      Records<T> records = new Records<>(form, 1, VALUE_BYTES);
      this.key = records.key(0);
      this.value = records.value(0, 0);
      this.payload = MemorySegment.ofArray(codec.encode(key, value)).asReadOnly();
    }

    private void encode(PayloadBuffer target) {
      codec.encode(key, value, target);
    }

    private KeyValue<T, T> decode() {
      return codec.decode(payload);
    }
  }
}
