package dev.cairnkv.codec.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A collection as its size and its elements, each with its class. Thus an element takes at least
 * one byte, and the size is known to be wrong before anything is allocated for it; with Kryo's own
 * serializer, elements may take none.
 */
final class ElementsSerializer extends Serializer<Collection<?>> {

  private final Function<ElementsHeader, Collection<@Nullable Object>> maker;
  private final UnaryOperator<Collection<@Nullable Object>> finisher;
  private final boolean mutable;

  private ElementsSerializer(
      Function<ElementsHeader, Collection<@Nullable Object>> maker,
      UnaryOperator<Collection<@Nullable Object>> finisher,
      boolean mutable) {
    this.maker = maker;
    this.finisher = finisher;
    this.mutable = mutable;
  }

  /** For collections that are made first and filled then. */
  static ElementsSerializer mutable(Function<ElementsHeader, Collection<@Nullable Object>> maker) {
    return new ElementsSerializer(maker, UnaryOperator.identity(), true);
  }

  /** For collections that are made of another one when that is filled. */
  static ElementsSerializer immutable(
      Function<ElementsHeader, Collection<@Nullable Object>> maker,
      UnaryOperator<Collection<@Nullable Object>> finisher) {
    return new ElementsSerializer(maker, finisher, false);
  }

  @Override
  public void write(Kryo kryo, Output output, Collection<?> collection) {
    output.writeVarInt(collection.size(), true);
    switch (collection) {
      case SortedSet<?> sorted -> kryo.writeClassAndObject(output, sorted.comparator());
      case PriorityQueue<?> queue -> kryo.writeClassAndObject(output, queue.comparator());
      default -> {} // it has no order of its own
    }
    for (Object element : collection) {
      kryo.writeClassAndObject(output, element);
    }
  }

  @Override
  public Collection<?> read(Kryo kryo, Input input, Class<? extends Collection<?>> type) {
    int count = ((GraphInput) input).readCount();
    Collection<@Nullable Object> collection =
        maker.apply(new ElementsHeader(kryo, input, type, count));
    if (mutable) {
      kryo.reference(collection);
    }
    for (int i = 0; i < count; i++) {
      collection.add(kryo.readClassAndObject(input));
    }
    return finisher.apply(collection);
  }

  /**
   * What is known of a collection or map when it is made.
   *
   * @param kryo what reads
   * @param input from where
   * @param type the class registered
   * @param count the number of elements
   */
  record ElementsHeader(Kryo kryo, Input input, Class<?> type, int count) {

    /** Makes a collection by the constructor without parameters. */
    @SuppressWarnings("unchecked") // a wrong one is not registered with this serializer
    Collection<@Nullable Object> newCollection() {
      return (Collection<@Nullable Object>) kryo.newInstance(type);
    }

    /** Makes a map by the constructor without parameters. */
    @SuppressWarnings("unchecked") // a wrong one is not registered with this serializer
    Map<@Nullable Object, @Nullable Object> newMap() {
      return (Map<@Nullable Object, @Nullable Object>) kryo.newInstance(type);
    }

    /** Reads the order of a sorted collection: null for the natural one. */
    @SuppressWarnings("unchecked") // a wrong one fails in the collection
    @Nullable Comparator<@Nullable Object> readOrder() {
      return (Comparator<@Nullable Object>) kryo.readClassAndObject(input);
    }
  }
}
