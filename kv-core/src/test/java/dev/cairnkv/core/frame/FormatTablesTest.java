package dev.cairnkv.core.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.cairnkv.core.FormatDocument;
import org.junit.jupiter.api.Test;

/** Holds the tables in {@code docs/FORMAT.md} against the offsets in the code. */
class FormatTablesTest {
  private final FormatDocument document = FormatDocument.read();

  @Test
  void theShardHeaderIsAsTheDocumentSays() {
    assertThat(document.fieldOffsets("Shard header"))
        .contains(
            entry("magic", ShardHeaderDescriptor.MAGIC_OFFSET),
            entry("format", ShardHeaderDescriptor.FORMAT_OFFSET),
            entry("length", ShardHeaderDescriptor.LENGTH_OFFSET),
            entry("shard id", ShardHeaderDescriptor.SHARD_ID),
            entry("store id high", ShardHeaderDescriptor.STORE_ID_HIGH),
            entry("store id low", ShardHeaderDescriptor.STORE_ID_LOW),
            entry("shard size", ShardHeaderDescriptor.SHARD_SIZE),
            entry("base sequence", ShardHeaderDescriptor.BASE_SEQUENCE),
            entry("created", ShardHeaderDescriptor.CREATED),
            entry("codec version", ShardHeaderDescriptor.CODEC_VERSION),
            entry("codec schema", ShardHeaderDescriptor.CODEC_SCHEMA),
            entry("codec id length", ShardHeaderDescriptor.CODEC_ID_LENGTH),
            entry("codec id", ShardHeaderDescriptor.CODEC_ID),
            entry("checksum", ShardHeaderDescriptor.CHECKSUM));
  }

  @Test
  void theFrameIsAsTheDocumentSays() {
    assertThat(document.fieldOffsets("Frame"))
        .containsOnly(
            entry("header checksum", FrameDescriptor.HEADER_CHECKSUM),
            entry("payload checksum", FrameDescriptor.PAYLOAD_CHECKSUM),
            entry("payload length", FrameDescriptor.PAYLOAD_LENGTH),
            entry("sequence delta", FrameDescriptor.SEQUENCE_DELTA),
            entry("fingerprint low", FrameDescriptor.FINGERPRINT_LOW),
            entry("fingerprint high", FrameDescriptor.FINGERPRINT_HIGH),
            entry("kind and flags", FrameDescriptor.KIND_AND_FLAGS),
            entry("optional fields", FrameDescriptor.OPTIONAL));
  }

  @Test
  void theSealIsAsTheDocumentSays() {
    assertThat(document.fieldOffsets("Seal"))
        .containsOnly(
            entry("frames", Seal.FRAMES),
            entry("successor", Seal.SUCCESSOR),
            entry("zero", Seal.SUCCESSOR + 4),
            entry("shard header", Seal.HEADER));
  }

  @Test
  void theKindsAreAsTheDocumentSays() {
    assertThat(FrameKind.PUT.code()).isEqualTo(1);
    assertThat(FrameKind.TOMBSTONE.code()).isEqualTo(2);
    assertThat(FrameKind.SEAL.code()).isEqualTo(3);
    assertThat(FrameDescriptor.FLAG_SYNCED_UP_TO).isEqualTo(0x10);
    assertThat(FrameDescriptor.FLAG_EXPIRY).isEqualTo(0x20);
    assertThat(FrameDescriptor.FLAG_BATCH).isEqualTo(0x40);
    assertThat(FrameDescriptor.UNKNOWN_FLAGS).isEqualTo(0x80);
  }
}
