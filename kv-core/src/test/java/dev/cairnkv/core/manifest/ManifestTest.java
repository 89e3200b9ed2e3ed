package dev.cairnkv.core.manifest;

import static dev.cairnkv.core.manifest.Documents.assertRefused;
import static dev.cairnkv.core.manifest.Documents.with;
import static dev.cairnkv.core.manifest.Documents.without;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.KeyType;
import dev.cairnkv.core.fingerprint.FingerprintSeed;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  private static final Manifest MANIFEST =
      new Manifest(
          new UUID(0x0123456789abcdefL, 0xfedcba9876543210L),
          "string",
          new FingerprintSeed(0x0706050403020100L, 0x8f0e0d0c0b0a0908L),
          1_790_000_000_123L);

  @Test
  void isReadableText() {
    assertThat(new String(MANIFEST.encode(), UTF_8))
        .startsWith(
            """
            cairn-store-format = 1
            store-id = 01234567-89ab-cdef-fedc-ba9876543210
            key-type = string
            fingerprint-seed = 07060504030201008f0e0d0c0b0a0908
            created = 2026-09-21T14:13:20.123Z
            checksum =\
            """);
  }

  @Test
  void givesBackWhatWasPutIn() {
    assertThat(decode(MANIFEST.encode())).isEqualTo(MANIFEST);
  }

  @Test
  void givesBackEachKeyType() {
    for (KeyType<?> keyType : KeyType.all()) {
      Manifest manifest =
          new Manifest(new UUID(1, 2), keyType.id(), new FingerprintSeed(-1, Long.MIN_VALUE), 0);

      assertThat(decode(manifest.encode())).isEqualTo(manifest);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE})
  void givesBackEachTimeThatAClockCanTell(long epochMillis) {
    Manifest manifest =
        new Manifest(new UUID(1, 2), "long", new FingerprintSeed(1, 2), epochMillis);

    assertThat(decode(manifest.encode())).isEqualTo(manifest);
  }

  @Test
  void refusesEachDamagedByte() {
    Documents.assertEachDamageIsRefused(MANIFEST.encode(), ManifestTest::decode);
  }

  @Test
  void refusesAnotherFormatAndNamesBoth() {
    assertRefused(() -> decode(with(MANIFEST.encode(), "cairn-store-format", "2")))
        .withMessageContaining("the manifest of memory")
        .withMessageContaining("format 2")
        .withMessageContaining("format 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cairn-store-format", "store-id", "key-type", "fingerprint-seed", "created"})
  void refusesAMissingFieldAndNamesIt(String field) {
    assertRefused(() -> decode(without(MANIFEST.encode(), field)))
        .withMessageContaining("'" + field + "'");
  }

  /** The last of these once came out as an {@link ArithmeticException}. */
  @ParameterizedTest
  @CsvSource({
    "store-id, none",
    "fingerprint-seed, 0706",
    "fingerprint-seed, 07060504030201008f0e0d0c0b0a09xy",
    "created, yesterday",
    "created, +1000000000-01-01T00:00:00Z",
  })
  void refusesAFieldThatCannotBeRead(String field, String value) {
    assertRefused(() -> decode(with(MANIFEST.encode(), field, value)))
        .withMessageContaining("cannot be read");
  }

  @Test
  void passesOverFieldsThatItDoesNotKnow() {
    assertThat(decode(with(MANIFEST.encode(), "colour", "green"))).isEqualTo(MANIFEST);
  }

  @Test
  void refusesWhatIsNoManifest() {
    assertRefused(() -> decode(new byte[0])).withMessageContaining("no checksum");
    assertRefused(() -> decode(new byte[100])).withMessageContaining("no checksum");
    assertRefused(() -> decode("checksum = ".getBytes(UTF_8))).withMessageContaining("damaged");
  }

  private static Manifest decode(byte[] bytes) {
    return Manifest.decode(bytes, "memory");
  }
}
