package dev.cairnkv.codec.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.CodecException;
import dev.cairnkv.KeyValue;
import dev.cairnkv.spi.PayloadBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is done without Jackson is what Jackson would do. */
final class PlainRecordsTest {

  private static final int SEED = 20_261;

  private final JsonCodec<String, String> strings = JsonCodec.strings();
  private final JsonCodec<byte[], byte[]> bytes = JsonCodec.bytes();
  private final PlainRecords<String, String> plain =
      new PlainRecords<>(new TextForm(), new TextForm());

  @Test
  void takesMostRecords() {
    for (String text : new String[] {"", "a", "key 1", "/<>'~\u007F".repeat(100)}) {
      PayloadBuffer target = new PayloadBuffer();
      assertThat(plain.encode("key", text, target)).isTrue();
      assertThat(plain.decode(target.array(), 0, target.size()))
          .isEqualTo(new KeyValue<>("key", text));
    }
  }

  @Test
  void leavesTheBufferAsItWasWhereItWritesNothing() {
    for (String text : new String[] {"\"", "\\", "\n", "é", "\uD800", "plain and then \t"}) {
      PayloadBuffer target = new PayloadBuffer();
      target.write(9);
      assertThat(plain.encode("key", text, target)).isFalse();
      assertThat(plain.encode(text, "value", target)).isFalse();
      assertThat(target.toByteArray()).containsExactly(9);
    }
  }

  @Test
  void writesEveryCharacterAsJacksonDoes() {
    for (int each = 0; each <= Character.MAX_VALUE; each++) {
      String text = Character.toString((char) each);
      assertWrittenAlike(text, "value");
      assertWrittenAlike("key", "01234567" + text + "89");
    }
  }

  @Test
  void writesRandomTextAsJacksonDoes() {
    Random random = new Random(SEED);
    for (int i = 0; i < 30_000; i++) {
      assertWrittenAlike(randomText(random), randomText(random));
    }
  }

  @Test
  void writesRandomBytesAsJacksonDoes() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      byte[] key = randomText(random).getBytes(UTF_8);
      byte[] value = randomText(random).getBytes(random.nextBoolean() ? UTF_8 : ISO_8859_1);
      PayloadBuffer target = new PayloadBuffer();
      bytes.generate(key, value, target);
      assertThat(bytes.encode(key, value)).isEqualTo(target.toByteArray());
    }
  }

  /** What it does not take is Jackson's anyway, so only what it takes can differ. */
  @Test
  void takesNoShortPayloadThatJacksonReadsOtherwise() {
    byte[] alphabet = {'[', ']', '"', ',', '\\', 'a', ' ', 0x1F};
    int taken = 0;
    for (int length = 0; length <= 8; length++) {
      byte[] payload = new byte[length];
      for (int number = 0; number < 1 << (3 * length); number++) {
        for (int at = 0; at < length; at++) {
          payload[at] = alphabet[(number >> (3 * at)) & 7];
        }
        if (plain.decode(payload, 0, length) != null) {
          assertReadAlike(payload);
          taken++;
        }
      }
    }
    assertThat(taken)
        .as("[\"\",\"\"] with one of five characters in two places, or none")
        .isEqualTo(11);
  }

  @Test
  void readsAnyByteAnywhereAsJacksonDoes() {
    byte[] payload = "[\"0123456789\",\"0123456789abcdef01\"]".getBytes(UTF_8);
    for (int at = 0; at < payload.length; at++) {
      for (int each = 0; each < 256; each++) {
        byte[] changed = payload.clone();
        changed[at] = (byte) each;
        assertReadAlike(changed);
        assertReadAlike(Arrays.copyOf(changed, at + 1));
      }
    }
  }

  @Test
  void readsRandomlyDamagedPayloadsAsJacksonDoes() {
    Random random = new Random(SEED);
    byte[] edges = "[]\",\\u{:}1 \n\tnt\0é".getBytes(UTF_8);
    for (int i = 0; i < 30_000; i++) {
      byte[] payload = strings.encode(randomText(random), randomText(random));
      for (int changes = random.nextInt(4); changes > 0; changes--) {
        payload[random.nextInt(payload.length)] = edges[random.nextInt(edges.length)];
      }
      assertReadAlike(payload);
    }
  }

  private void assertWrittenAlike(String key, String value) {
    PayloadBuffer target = new PayloadBuffer();
    strings.generate(key, value, target);
    byte[] payload = strings.encode(key, value);
    if (!Arrays.equals(payload, target.toByteArray())) {
      assertThat(payload).as("%s, %s", key, value).isEqualTo(target.toByteArray());
    }
    assertThat(strings.decode(payload)).isEqualTo(new KeyValue<>(key, value));
  }

  private void assertReadAlike(byte[] payload) {
    Answer expected = Answer.of(() -> strings.parse(payload, 0, payload.length));
    assertThat(Answer.of(() -> strings.decode(payload))).isEqualTo(expected);

    byte[] around = new byte[payload.length + 20];
    Arrays.fill(around, (byte) '"');
    System.arraycopy(payload, 0, around, 7, payload.length);
    for (String key : new String[] {"0123456789", ""}) {
      Answer found = Answer.of(() -> strings.decodeValue(key, around, 7, payload.length));
      assertThat(found).isEqualTo(expected.valueOf(key));
    }
  }

  private static String randomText(Random random) {
    String edges = "\"\\/\n\0 \u007F\u0080é日\uD83D\uDE00?";
    StringBuilder text = new StringBuilder();
    boolean mixed = random.nextBoolean();
    for (int length = random.nextInt(24); length > 0; length--) {
      boolean edge = mixed && random.nextInt(4) == 0;
      text.append(
          edge ? edges.charAt(random.nextInt(edges.length())) : (char) random.nextInt(35, 91));
    }
    return text.toString();
  }

  /** What a call returned, or the message of what it threw. */
  private record Answer(@Nullable Object result, @Nullable String refusal) {
    interface Call {
      @Nullable Object answer();
    }

    static Answer of(Call call) {
      try {
        return new Answer(call.answer(), null);
      } catch (CodecException e) {
        return new Answer(null, Objects.requireNonNull(e.getMessage()));
      }
    }

    Answer valueOf(String key) {
      return result instanceof KeyValue<?, ?>(var found, var value)
          ? new Answer(found.equals(key) ? value : null, null)
          : this;
    }
  }
}
