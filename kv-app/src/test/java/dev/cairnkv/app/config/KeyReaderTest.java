package dev.cairnkv.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.codec.aes.AesKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys come from a file and the environment, and no message shows one. */
class KeyReaderTest {
  private static final String FIRST = "01".repeat(AesKey.BYTES);
  private static final String SECOND = "ab".repeat(AesKey.BYTES);

  @TempDir Path directory;

  @Test
  void readsTheKeysOfAFileInTheirOrder() throws IOException {
    writeKeys("# new keys on top\n2026 = " + SECOND + "\n2025 = " + FIRST + "\n");

    KvConfig config = load(Map.of("KV_KEY_FILE", "keys", "KV_CODEC", "json+aes"));

    assertThat(config.keys()).extracting(AesKey::id).containsExactly("2026", "2025");
    assertThat(config.keys()).extracting(AesKey::toHex).containsExactly(SECOND, FIRST);
    assertThat(config.writerId()).isEqualTo("json+aes.2026");
  }

  @Test
  void readsKeysOfTheEnvironmentBeforeThoseOfTheFile() throws IOException {
    writeKeys("old = " + FIRST + "\n");

    assertThat(
            load(Map.of("KV_KEY_FILE", "keys", "KV_KEYS", "a=" + SECOND + ", b=" + FIRST)).keys())
        .extracting(AesKey::id)
        .containsExactly("a", "b", "old");
  }

  @Test
  void asksForAKeyWhereOneIsNeeded() {
    assertError(Map.of("KV_CODEC", "kryo+zstd+aes"))
        .hasMessageContaining("kryo+zstd+aes needs a key")
        .hasMessageContaining("key-file")
        .hasMessageContaining("KV_KEYS");
  }

  @Test
  void saysWhatIsWrongWithAKeyAndDoesNotShowIt() throws IOException {
    writeKeys("k1 = " + FIRST.substring(1) + "\n");
    assertError(Map.of("KV_KEY_FILE", "keys"))
        .hasMessageContaining("keys:1: the key k1 must be 64 hexadecimal digits")
        .hasMessageNotContaining("0101");
    writeKeys("\n" + FIRST + " = k1\n");
    assertError(Map.of("KV_KEY_FILE", "keys"))
        .hasMessageContaining("keys:2: expected ID = DIGITS")
        .hasMessageNotContaining("0101");
    assertError(Map.of("KV_KEYS", FIRST))
        .hasMessageContaining("KV_KEYS: expected ID=DIGITS")
        .hasMessageNotContaining("0101");
    assertError(Map.of("KV_KEYS", "a=" + FIRST + ",a=" + SECOND))
        .hasMessageContaining("two keys with the id a")
        .hasMessageNotContaining("0101");
  }

  @Test
  void saysThatTheFileIsMissing() {
    assertError(Map.of("KV_KEY_FILE", "nowhere"))
        .hasMessageContaining("nowhere: no such file")
        .hasMessageContaining("key-file");
  }

  private AbstractThrowableAssert<?, ?> assertError(Map<String, String> environment) {
    return assertThatThrownBy(() -> load(environment)).isInstanceOf(ConfigException.class);
  }

  private KvConfig load(Map<String, String> environment) {
    return new ConfigLoader(directory, environment).load(null, Map.of());
  }

  private void writeKeys(String content) throws IOException {
    Files.writeString(directory.resolve("keys"), content);
  }
}
