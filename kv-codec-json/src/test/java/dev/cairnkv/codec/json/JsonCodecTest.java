package dev.cairnkv.codec.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.CodecException;
import dev.cairnkv.KeyType;
import dev.cairnkv.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DefaultTyping;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

final class JsonCodecTest {

  @Test
  void writesWhatIsWrittenDownAsTheFormat() {
    assertThat(text(JsonCodec.strings().encode("kä\"", "v\n/😀")))
        .isEqualTo("[\"kä\\\"\",\"v\\n/😀\"]");
    assertThat(text(JsonCodec.bytes().encode(utf8("kä"), utf8("v")))).isEqualTo("[\"kä\",\"v\"]");
    assertThat(text(JsonCodec.bytes().encode(utf8(""), new byte[] {-1, 0})))
        .isEqualTo("[\"\",{\"base64\":\"/wA=\"}]");
    assertThat(text(JsonCodec.of(KeyType.LONG, User.class).encode(-1L, new User("Ann", 7))))
        .isEqualTo("[-1,{\"name\":\"Ann\",\"age\":7}]");
    assertThat(text(JsonCodec.of(KeyType.UUID, String.class).encode(new UUID(1, 2), "")))
        .isEqualTo("[\"00000000-0000-0001-0000-000000000002\",\"\"]");
  }

  @Test
  void keepsEveryByteOfAnyTwoBytes() {
    JsonCodec<byte[], byte[]> codec = JsonCodec.bytes();
    for (int i = 0; i < 1 << 16; i++) {
      byte[] value = {(byte) (i >> 8), (byte) i};
      assertThat(codec.decode(codec.encode(value, new byte[0])).key()).isEqualTo(value);
    }
  }

  @Test
  void escapesTextThatUtf8CannotHold() {
    byte[] payload = JsonCodec.strings().encode("k", "\uDC00\uD800?");
    assertThat(text(payload)).isEqualTo("[\"k\",\"\\uDC00\\uD800?\"]");
    assertThat(JsonCodec.strings().decode(payload).value()).isEqualTo("\uDC00\uD800?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "[\"k\"]",
        "[\"k\",\"v\"",
        "[\"k\",\"v\",\"w\"]",
        "[\"k\",\"v\"] 1",
        "[\"k\",\"v\"]]",
        "[\"k\",1]",
        "[1,\"v\"]",
        "[null,\"v\"]",
        "[\"k\",null]",
        "{\"k\":\"v\"}",
        "[\"k\",\"v\\\"]",
        "[\"k\",\"\\q\"]",
        "['k','v']",
        "[\"k\",\"v\",]",
        "/**/[\"k\",\"v\"]",
      })
  void refusesAnythingButAnArrayOfTwoStrings(String payload) {
    assertThatThrownBy(() -> JsonCodec.strings().decode(utf8(payload)))
        .isInstanceOf(CodecException.class)
        .hasMessageMatching("cannot decode a JSON payload of \\d+ bytes: .+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"k\",{}]",
        "[\"k\",{\"base64\":1}]",
        "[\"k\",{\"base64\":\"!\"}]",
        "[\"k\",{\"base64\":\"AA==\",\"more\":1}]",
        "[\"k\",{\"other\":\"AA==\"}]",
        "[\"k\",[]]",
        "[\"k\",5]",
      })
  void refusesAnObjectThatIsNotBytes(String payload) {
    assertThatThrownBy(() -> JsonCodec.bytes().decode(utf8(payload)))
        .isInstanceOf(CodecException.class);
  }

  @Test
  void refusesNumbersThatAreNotLongKeys() {
    JsonCodec<Long, String> codec = JsonCodec.of(KeyType.LONG, String.class);
    assertThat(codec.decode(utf8("[-9223372036854775808,\"\"]")).key()).isEqualTo(Long.MIN_VALUE);
    for (String key : List.of("9223372036854775808", "1.0", "\"1\"", "1e3")) {
      assertThatThrownBy(() -> codec.decode(utf8("[" + key + ",\"\"]")))
          .isInstanceOf(CodecException.class);
    }
  }

  @Test
  void readsARecordThatGainedAndLostFields() {
    JsonCodec<String, User> codec = JsonCodec.of(KeyType.STRING, User.class);
    assertThat(codec.decode(utf8("[\"k\",{\"name\":\"Ann\",\"email\":{\"a\":[1]}}]")).value())
        .isEqualTo(new User("Ann", 0));
    assertThat(codec.decode(utf8("[\"k\",{}]")).value()).isEqualTo(new User(null, 0));
  }

  @Test
  void readsGenericValues() {
    JsonCodec<String, Map<String, List<User>>> codec =
        JsonCodec.of(KeyType.STRING, new TypeReference<>() {});
    Map<String, List<User>> value = Map.of("team", List.of(new User("Ann", 7)));
    assertThat(codec.decode(codec.encode("k", value)).value()).isEqualTo(value);
  }

  @Test
  void readsTypedValuesAsATreeOfJson() {
    byte[] payload = JsonCodec.of(KeyType.STRING, User.class).encode("k", new User("Ann", 7));
    JsonCodec<String, JsonNode> tree = JsonCodec.of(KeyType.STRING, JsonNode.class);
    assertThat(tree.decode(payload).value().get("age").intValue()).isEqualTo(7);
    assertThat(tree.canDecode(1, JsonCodec.of(KeyType.STRING, User.class).schemaFingerprint()))
        .isTrue();
  }

  @Test
  void usesTheMapperOfTheCaller() {
    JsonMapper strict =
        JsonCodec.mapperBuilder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    JsonCodec<String, User> codec = JsonCodec.of(KeyType.STRING, User.class, strict);
    assertThatThrownBy(() -> codec.decode(utf8("[\"k\",{\"email\":1}]")))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("email");
  }

  @Test
  void refusesAMapperWithDefaultTyping() {
    JsonMapper mapper =
        JsonMapper.builder()
            .activateDefaultTyping(
                BasicPolymorphicTypeValidator.builder().allowIfBaseType(Object.class).build(),
                DefaultTyping.NON_FINAL)
            .build();
    assertThatThrownBy(() -> JsonCodec.of(KeyType.STRING, User.class, mapper))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("default typing");
  }

  @Test
  void limitsNestingAndNothingElse() {
    JsonCodec<String, Object> codec = JsonCodec.of(KeyType.STRING, Object.class);
    String deep = "[\"k\"," + "[".repeat(100_000) + "]".repeat(100_000) + "]";
    assertThatThrownBy(() -> codec.decode(utf8(deep)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("nesting depth");
    assertThatThrownBy(() -> codec.encode("k", nested(501))).isInstanceOf(CodecException.class);
    assertThat(codec.decode(codec.encode("k", nested(400))).value()).isEqualTo(nested(400));
    Map<String, String> longName = Map.of("n".repeat(100_000), "");
    assertThat(codec.decode(codec.encode("k", longName)).value()).isEqualTo(longName);
  }

  @Test
  void refusesAValueThatRefersToItself() {
    List<Object> cycle = new ArrayList<>();
    cycle.add(cycle);
    assertThatThrownBy(() -> JsonCodec.of(KeyType.STRING, Object.class).encode("k", cycle))
        .isInstanceOf(CodecException.class);
  }

  @Test
  void reportsAValueThatCannotBeWritten() {
    JsonCodec<String, Failing> codec = JsonCodec.of(KeyType.STRING, Failing.class);
    assertThatThrownBy(() -> codec.encode("k", new Failing()))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("no luck")
        .hasMessageNotContaining("\n");
  }

  @Test
  void hasAFingerprintOfTheKindsOfKeysAndValues() {
    long typed = JsonCodec.of(KeyType.STRING, User.class).schemaFingerprint();
    assertThat(typed)
        .isEqualTo(JsonCodec.of(KeyType.STRING, Order.class).schemaFingerprint())
        .isEqualTo(8_984_103_863_362_938_101L);
    assertThat(JsonCodec.of(KeyType.STRING, String.class).schemaFingerprint())
        .isEqualTo(JsonCodec.strings().schemaFingerprint());
    assertThat(JsonCodec.bytes().schemaFingerprint()).isEqualTo(JsonForms.hash("bytes", "bytes"));
    assertThat(
            List.of(
                typed,
                JsonCodec.strings().schemaFingerprint(),
                JsonCodec.bytes().schemaFingerprint(),
                JsonCodec.of(KeyType.LONG, User.class).schemaFingerprint(),
                JsonCodec.of(KeyType.UUID, User.class).schemaFingerprint(),
                JsonCodec.of(KeyType.STRING, byte[].class).schemaFingerprint()))
        .doesNotHaveDuplicates();
  }

  @Test
  void decodesWhatAnEarlierReleaseWrote() {
    assertThat(
            JsonCodec.of(KeyType.STRING, User.class)
                .decode(utf8("[\"k\", {\"age\":7,\"name\":\"Ann\"}]\n")))
        .isEqualTo(new KeyValue<>("k", new User("Ann", 7)));
  }

  record User(@Nullable String name, int age) {}

  @SuppressWarnings("UnusedMethod") // called by Jackson
  static final class Failing {
    public int getSize() {
      return Integer.parseInt("no luck\ntoday");
    }
  }

  private static List<Object> nested(int depth) {
    List<Object> outer = List.of();
    for (int i = 1; i < depth; i++) {
      outer = List.of(outer);
    }
    return outer;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(byte[] payload) {
    return new String(payload, UTF_8);
  }
}
