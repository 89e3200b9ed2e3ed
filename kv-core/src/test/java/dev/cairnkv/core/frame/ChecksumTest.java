package dev.cairnkv.core.frame;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChecksumTest {

  /** Source: RFC 3720, B.4, and the check value of CRC-32/ISCSI in the catalogue of Greg Cook. */
  @Test
  void isCrc32cWithoutSalt() {
    byte[] digits = "123456789".getBytes(US_ASCII);
    assertThat(Checksum.plain(digits, 0, digits.length)).isEqualTo(0xe3069283);
    assertThat(Checksum.plain(new byte[32], 0, 32)).isEqualTo(0x8a9136aa);
  }

  @Test
  void saltsByOffset() {
    Checksum checksum = Checksum.of(Frames.STORE, Frames.SHARD);
    Set<Integer> salts = new HashSet<>();
    for (long offset = 0; offset < 8_000; offset += 8) {
      salts.add(checksum.salted(0, offset));
    }

    assertThat(salts).hasSize(1000);
  }

  @Test
  void saltsByShard() {
    Set<Long> salts = new HashSet<>();
    for (int shard = 1; shard <= 10_000; shard++) {
      salts.add(Checksum.of(Frames.STORE, shard).salt());
    }

    assertThat(salts).hasSize(10_000);
  }

  @Test
  void saltsByEachBitOfTheStoreId() {
    Set<Long> salts = new HashSet<>();
    salts.add(Checksum.of(new UUID(0, 0), 1).salt());
    for (int bit = 0; bit < Long.SIZE; bit++) {
      salts.add(Checksum.of(new UUID(1L << bit, 0), 1).salt());
      salts.add(Checksum.of(new UUID(0, 1L << bit), 1).salt());
    }

    assertThat(salts).hasSize(129);
  }

  /** The salt is part of the format: if this changes, no store that exists can be read. */
  @Test
  void neverChangesItsSalt() {
    Checksum checksum = Checksum.of(Frames.STORE, Frames.SHARD);

    assertThat(checksum.salt()).isEqualTo(0x38b1777238c1e2afL);
    assertThat(checksum.salted(0, 132)).isEqualTo(0xbd8c79f4);
  }
}
