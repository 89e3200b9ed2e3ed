package dev.cairnkv.codec.kryo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import dev.cairnkv.CodecException;
import dev.cairnkv.KeyType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class KryoCodecTest {

  @Test
  void writesWhatIsWrittenDownAsTheFormat() {
    assertThat(hex(KryoCodec.strings().encode("ä", "v"))).isEqualTo("02c3a4" + "0176");
    assertThat(hex(KryoCodec.bytes().encode(new byte[0], new byte[] {-1})))
        .isEqualTo("00" + "01ff");
    assertThat(hex(KryoCodec.bytes().encode(new byte[200], new byte[0])))
        .startsWith("c80100")
        .hasSize(406);
    assertThat(hex(users(KeyType.LONG).encode(-2L, new User("Ann", 7))))
        .isEqualTo("feffffffffffffff" + "16" + "0e" + "04416e6e");
    assertThat(hex(users(KeyType.UUID).encode(new UUID(1, 2), new User(null, 0))))
        .isEqualTo("01000000000000000200000000000000" + "16" + "00" + "00");
  }

  @Test
  void refusesBytesBehindTheValue() {
    for (KryoCodec<?, ?> codec :
        List.of(KryoCodec.strings(), KryoCodec.bytes(), users(KeyType.STRING))) {
      assertThatThrownBy(
              () -> codec.decode(HexFormat.of().parseHex("0161" + "160001" + "00" + "00")))
          .isInstanceOf(CodecException.class);
    }
    byte[] payload = users(KeyType.STRING).encode("k", new User("Ann", 7));
    byte[] longer = Arrays.copyOf(payload, payload.length + 1);
    assertThatThrownBy(() -> users(KeyType.STRING).decode(longer))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("1 more bytes");
  }

  @Test
  void refusesALengthThatDoesNotEnd() {
    assertThatThrownBy(() -> KryoCodec.bytes().decode(HexFormat.of().parseHex("808080808000")))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("does not end");
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    for (String text : List.of("ff", "c080", "c1bf", "e08080", "f4908080", "80", "c3", "eda0")) {
      String payload = "00" + "%02x".formatted(text.length() / 2) + text;
      assertThatThrownBy(() -> KryoCodec.strings().decode(HexFormat.of().parseHex(payload)))
          .as(text)
          .isInstanceOf(CodecException.class);
    }
  }

  @Test
  void refusesAClassThatIsNotRegistered() {
    KryoCodec<String, Object> codec =
        KryoCodec.builder(KeyType.STRING, Object.class).register(User.class, 20).build();
    assertThatThrownBy(() -> codec.encode("k", List.of(new Other(1))))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining(Other.class.getName())
        .hasMessageContaining("is not registered: add it with KryoCodecBuilder.register");
  }

  @Test
  void loadsNoClassByTheNameThatAPayloadSays() {
    // NAME, the number of the name, and the name of a class.
    byte[] payload = HexFormat.of().parseHex("00" + "01" + "00" + "0b6a6176612e55524c");
    assertThatThrownBy(() -> users(KeyType.STRING).decode(payload))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("expected the id of a class, found a name");
  }

  @Test
  void refusesAValueOfAnotherClass() {
    KryoCodec<String, Object> objects =
        KryoCodec.builder(KeyType.STRING, Object.class).register(User.class, 20).build();
    byte[] payload = objects.encode("k", "text");
    assertThat(objects.decode(payload).value()).isEqualTo("text");
    assertThatThrownBy(() -> users(KeyType.STRING).decode(payload))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("expected a value of " + User.class.getName());
  }

  @Test
  void limitsNestingWithoutHarmToTheNextValue() {
    KryoCodec<String, Object> codec = KryoCodec.builder(KeyType.STRING, Object.class).build();
    assertThatThrownBy(() -> codec.encode("k", nested(501)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("depth");
    byte[] deep = new byte[100_000];
    for (int i = 1; i + 1 < deep.length; i += 2) {
      deep[i] = 12; // a list
      deep[i + 1] = 1; // of one element
    }
    assertThatThrownBy(() -> codec.decode(deep)).isInstanceOf(CodecException.class);
    assertThat(codec.decode(codec.encode("k", nested(400))).value()).isEqualTo(nested(400));
  }

  @Test
  void keepsCirclesOnlyWithReferences() {
    Node node = new Node();
    node.next = node;
    KryoCodecBuilder<String, Node> builder =
        KryoCodec.builder(KeyType.STRING, Node.class).register(Node.class, 20);
    assertThatThrownBy(() -> builder.build().encode("k", node)).isInstanceOf(CodecException.class);
    KryoCodec<String, Node> codec = builder.references(true).build();
    Node decoded = codec.decode(codec.encode("k", node)).value();
    assertThat(decoded.next).isSameAs(decoded);
  }

  @Test
  void refusesACircleThroughAnImmutableObjectInsteadOfLosingIt() {
    List<Object> mutable = new ArrayList<>();
    Box box = new Box(mutable);
    mutable.add(box);
    KryoCodec<String, Box> codec =
        KryoCodec.builder(KeyType.STRING, Box.class)
            .register(Box.class, 20)
            .references(true)
            .build();
    byte[] payload = codec.encode("k", box);
    assertThatThrownBy(() -> codec.decode(payload))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("not made yet");
  }

  @Test
  void usesASerializerOfTheCaller() {
    KryoCodecBuilder<String, Other> builder = KryoCodec.builder(KeyType.STRING, Other.class);
    KryoCodec<String, Other> first =
        builder.register(Other.class, 20, "other 1", kryo -> new OtherSerializer()).build();
    assertThat(first.decode(first.encode("k", new Other(-5))).value()).isEqualTo(new Other(-5));
    KryoCodec<String, Other> second =
        KryoCodec.builder(KeyType.STRING, Other.class)
            .register(Other.class, 20, "other 2", kryo -> new OtherSerializer())
            .build();
    assertThat(second.schemaFingerprint()).isNotEqualTo(first.schemaFingerprint());
  }

  @Test
  void refusesRegistrationsThatCannotWork() {
    KryoCodecBuilder<String, Object> builder =
        KryoCodec.builder(KeyType.STRING, Object.class).register(User.class, 20);
    assertRefused(
        () -> builder.register(Other.class, 20), "the id 20 is that of " + User.class.getName());
    assertRefused(() -> builder.register(User.class, 21), "is registered already");
    assertRefused(() -> builder.register(Other.class, 19), "must be from 20 to 9999");
    assertRefused(() -> builder.register(Other.class, 10_000), "must be from 20 to 9999");
    assertRefused(() -> builder.register(Map.class, 22), "no objects of its own");
    assertRefused(() -> builder.register(int.class, 22), "no objects of its own");
    assertRefused(
        () -> builder.register(NoConstructor.class, 22), "constructor without parameters");
    assertRefused(() -> builder.register(ArrayList.class, 22).build(), "is known already");
    assertRefused(
        () -> KryoCodec.builder(KeyType.STRING, Pair.class).register(Pair.class, 20).build(),
        "field left of class " + User.class.getName() + ": register that class, too");
    assertRefused(
        () ->
            KryoCodec.builder(KeyType.STRING, Other.class)
                .register(Other.class, 20, "java", kryo -> javaSerializer())
                .build(),
        "must not use Java serialization");
  }

  @Test
  void wrapsWhatAValueThrows() {
    KryoCodec<String, Picky> codec =
        KryoCodec.builder(KeyType.STRING, Picky.class).register(Picky.class, 20).build();
    byte[] payload = codec.encode("k", new Picky(1));
    payload[payload.length - 1] = 1; // -1
    assertThatThrownBy(() -> codec.decode(payload))
        .isInstanceOf(CodecException.class)
        .hasMessageNotContaining("\n");
  }

  @SuppressWarnings("unchecked") // Kryo's has no type parameter
  private static Serializer<Other> javaSerializer() {
    return new JavaSerializer();
  }

  private static void assertRefused(Runnable registration, String message) {
    assertThatThrownBy(registration::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  static <K> KryoCodec<K, User> users(KeyType<K> keyType) {
    return KryoCodec.builder(keyType, User.class).register(User.class, 20).build();
  }

  record User(@Nullable String name, int age) {}

  record Other(int number) {}

  record Box(Object content) {}

  record Pair(User left, User right) {}

  record Picky(int number) {
    Picky {
      if (number < 0) {
        throw new IllegalStateException("no\nluck");
      }
    }
  }

  static final class Node {
    @Nullable Node next;
  }

  static final class NoConstructor {
    final int number;

    NoConstructor(int number) {
      this.number = number;
    }
  }

  static final class OtherSerializer extends Serializer<Other> {
    @Override
    public void write(Kryo kryo, Output output, Other other) {
      output.writeInt(other.number());
    }

    @Override
    public Other read(Kryo kryo, Input input, Class<? extends Other> type) {
      return new Other(input.readInt());
    }
  }

  private static List<Object> nested(int depth) {
    List<Object> outer = List.of();
    for (int i = 1; i < depth; i++) {
      outer = List.of(outer);
    }
    return outer;
  }

  private static String hex(byte[] payload) {
    return HexFormat.of().formatHex(payload);
  }
}
