package dev.cairnkv.core.fingerprint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cairnkv.KeyType;
import dev.cairnkv.spi.PayloadBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FingerprinterTest {
  private static final FingerprintSeed SEED = new FingerprintSeed(1, 2);

  private final PayloadBuffer scratch = new PayloadBuffer();

  @Test
  void hashesTheCanonicalBytesOfAKey() {
    Fingerprinter<String> strings = new Fingerprinter<>(KeyType.STRING, SEED);
    byte[] canonical = "käse".getBytes(UTF_8);

    assertThat(strings.fingerprint("käse", scratch))
        .isEqualTo(SipHash.hash13(SEED, canonical, canonical.length));
  }

  @Test
  void isNotAffectedByWhatTheScratchHeldBefore() {
    Fingerprinter<String> strings = new Fingerprinter<>(KeyType.STRING, SEED);
    Fingerprint expected = strings.fingerprint("short", new PayloadBuffer());

    Fingerprint longer = strings.fingerprint("x".repeat(1000), scratch);

    assertThat(strings.fingerprint("short", scratch)).isEqualTo(expected).isNotEqualTo(longer);
  }

  @Test
  void givesTheSameForEqualKeysThatAreDifferentObjects() {
    Fingerprinter<byte[]> bytes = new Fingerprinter<>(KeyType.BYTES, SEED);
    Fingerprinter<UUID> uuids = new Fingerprinter<>(KeyType.UUID, SEED);

    assertThat(bytes.fingerprint(new byte[] {1, 2}, scratch))
        .isEqualTo(bytes.fingerprint(new byte[] {1, 2}, scratch));
    assertThat(uuids.fingerprint(new UUID(1, 2), scratch))
        .isEqualTo(uuids.fingerprint(new UUID(1, 2), scratch))
        .isNotEqualTo(uuids.fingerprint(new UUID(2, 1), scratch));
  }

  @Test
  void givesAnotherFingerprintForEachSeed() {
    Fingerprint one = new Fingerprinter<>(KeyType.LONG, SEED).fingerprint(7L, scratch);

    for (int bit = 0; bit < Long.SIZE; bit++) {
      FingerprintSeed first = new FingerprintSeed(SEED.first() ^ (1L << bit), SEED.second());
      FingerprintSeed second = new FingerprintSeed(SEED.first(), SEED.second() ^ (1L << bit));

      assertThat(new Fingerprinter<>(KeyType.LONG, first).fingerprint(7L, scratch))
          .isNotEqualTo(one);
      assertThat(new Fingerprinter<>(KeyType.LONG, second).fingerprint(7L, scratch))
          .isNotEqualTo(one);
    }
  }

  @Test
  void tellsNeighbouringKeysApartInBothHalves() {
    Fingerprinter<Long> longs = new Fingerprinter<>(KeyType.LONG, SEED);
    Set<Long> high = new HashSet<>();
    Set<Long> low = new HashSet<>();
    for (long key = 0; key < 10_000; key++) {
      Fingerprint fingerprint = longs.fingerprint(key, scratch);
      high.add(fingerprint.high());
      low.add(fingerprint.low());
    }

    assertThat(high).hasSize(10_000);
    assertThat(low).hasSize(10_000);
  }

  @Test
  void refusesAKeyWithoutCanonicalBytes() {
    Fingerprinter<String> strings = new Fingerprinter<>(KeyType.STRING, SEED);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> strings.fingerprint("\ud800", scratch))
        .withMessageContaining("unpaired surrogate");
  }
}
