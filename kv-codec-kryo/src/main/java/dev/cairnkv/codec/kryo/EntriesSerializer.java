package dev.cairnkv.codec.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.cairnkv.codec.kryo.ElementsSerializer.ElementsHeader;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A map as its size and its keys and values, each with its class: see ElementsSerializer. */
final class EntriesSerializer extends Serializer<Map<?, ?>> {

  private final Function<ElementsHeader, Map<@Nullable Object, @Nullable Object>> maker;
  private final UnaryOperator<Map<@Nullable Object, @Nullable Object>> finisher;
  private final boolean mutable;

  private EntriesSerializer(
      Function<ElementsHeader, Map<@Nullable Object, @Nullable Object>> maker,
      UnaryOperator<Map<@Nullable Object, @Nullable Object>> finisher,
      boolean mutable) {
    this.maker = maker;
    this.finisher = finisher;
    this.mutable = mutable;
  }

  /** For maps that are made first and filled then. */
  static EntriesSerializer mutable(
      Function<ElementsHeader, Map<@Nullable Object, @Nullable Object>> maker) {
    return new EntriesSerializer(maker, UnaryOperator.identity(), true);
  }

  /** For maps that are made of another one when that is filled. */
  static EntriesSerializer immutable(
      Function<ElementsHeader, Map<@Nullable Object, @Nullable Object>> maker,
      UnaryOperator<Map<@Nullable Object, @Nullable Object>> finisher) {
    return new EntriesSerializer(maker, finisher, false);
  }

  @Override
  public void write(Kryo kryo, Output output, Map<?, ?> map) {
    output.writeVarInt(map.size(), true);
    if (map instanceof SortedMap<?, ?> sorted) {
      kryo.writeClassAndObject(output, sorted.comparator());
    }
    map.forEach(
        (key, value) -> {
          kryo.writeClassAndObject(output, key);
          kryo.writeClassAndObject(output, value);
        });
  }

  @Override
  public Map<?, ?> read(Kryo kryo, Input input, Class<? extends Map<?, ?>> type) {
    int count = ((GraphInput) input).readCount();
    Map<@Nullable Object, @Nullable Object> map =
        maker.apply(new ElementsHeader(kryo, input, type, count));
    if (mutable) {
      kryo.reference(map);
    }
    for (int i = 0; i < count; i++) {
      Object key = kryo.readClassAndObject(input);
      map.put(key, kryo.readClassAndObject(input));
    }
    return finisher.apply(map);
  }
}
