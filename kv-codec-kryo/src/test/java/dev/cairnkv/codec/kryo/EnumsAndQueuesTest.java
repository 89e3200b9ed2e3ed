package dev.cairnkv.codec.kryo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.CodecException;
import dev.cairnkv.KeyType;
import dev.cairnkv.KeyValue;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.testkit.CodecContract;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

/** Sets and maps of enums, of few and of many constants, and queues. */
final class EnumsAndQueuesTest extends CodecContract<String, Object> {

  /** Constants with bodies are of classes of their own. */
  enum Shape {
    ROUND {
      @Override
      int corners() {
        return 0;
      }
    },
    SQUARE {
      @Override
      int corners() {
        return 4;
      }
    };

    abstract int corners();
  }

  @Override
  protected Codec<String, Object> newCodec() {
    return KryoCodec.builder(KeyType.STRING, Object.class)
        .register(DayOfWeek.class, 20)
        .register(Shape.class, 21)
        .register(Character.UnicodeScript.class, 22)
        .build();
  }

  @Override
  protected List<KeyValue<String, Object>> samples() {
    return List.of(
        new KeyValue<>("none", EnumSet.noneOf(DayOfWeek.class)),
        new KeyValue<>("some", EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY)),
        new KeyValue<>("bodies", EnumSet.allOf(Shape.class)),
        new KeyValue<>("many", EnumSet.allOf(Character.UnicodeScript.class)),
        new KeyValue<>("no script", EnumSet.noneOf(Character.UnicodeScript.class)),
        new KeyValue<>("map", new EnumMap<>(Map.of(Shape.SQUARE, List.of(Shape.ROUND)))),
        new KeyValue<>("empty map", new EnumMap<>(Shape.class)),
        new KeyValue<>("nested", List.of(EnumSet.of(Shape.ROUND), EnumSet.noneOf(Shape.class))));
  }

  /** An empty set or map equals any other empty one; its enum shows when it is added to. */
  @Test
  void keepsTheEnumOfWhatIsEmpty() {
    Codec<String, Object> codec = newCodec();

    @SuppressWarnings("unchecked")
    EnumSet<Shape> set =
        (EnumSet<Shape>) codec.decode(codec.encode("k", EnumSet.noneOf(Shape.class))).value();
    set.add(Shape.SQUARE);
    @SuppressWarnings("unchecked")
    EnumMap<Shape, String> map =
        (EnumMap<Shape, String>)
            codec.decode(codec.encode("k", new EnumMap<>(Shape.class))).value();
    map.put(Shape.ROUND, "x");

    assertThat(set).containsExactly(Shape.SQUARE);
    assertThat(map).containsOnlyKeys(Shape.ROUND);
  }

  @Test
  void keepsTheOrderOfAQueue() {
    Codec<String, Object> codec =
        KryoCodec.builder(KeyType.STRING, Object.class).register(LongestFirst.class, 20).build();
    PriorityQueue<String> queue = new PriorityQueue<>(new LongestFirst());
    queue.addAll(List.of("b", "ccc", "aa", "dddd"));
    PriorityQueue<Integer> numbers = new PriorityQueue<>(List.of(3, 1, 2));

    assertThat(drained(codec.decode(codec.encode("k", queue)).value()))
        .containsExactly("dddd", "ccc", "aa", "b");
    assertThat(drained(codec.decode(codec.encode("k", numbers)).value())).containsExactly(1, 2, 3);
    assertThat(drained(codec.decode(codec.encode("k", new PriorityQueue<String>())).value()))
        .isEmpty();
  }

  static final class LongestFirst implements Comparator<String> {
    @Override
    public int compare(String left, String right) {
      return right.length() - left.length();
    }
  }

  @Test
  void refusesEnumsThatAreNotRegistered() {
    Codec<String, Object> codec = KryoCodec.builder(KeyType.STRING, Object.class).build();

    assertThatThrownBy(() -> codec.encode("k", EnumSet.of(Shape.ROUND)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("Shape");
    assertThatThrownBy(() -> codec.encode("k", new EnumMap<>(Shape.class)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("not registered");
  }

  private static List<Object> drained(Object decoded) {
    PriorityQueue<?> queue = (PriorityQueue<?>) decoded;
    List<Object> drained = new ArrayList<>();
    while (!queue.isEmpty()) {
      drained.add(queue.remove());
    }
    return drained;
  }
}
