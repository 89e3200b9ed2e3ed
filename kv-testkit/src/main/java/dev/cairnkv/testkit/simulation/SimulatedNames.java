package dev.cairnkv.testkit.simulation;

import dev.cairnkv.spi.ShardStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What there is on a disk, by name. Making, replacing and deleting is durable at once. */
final class SimulatedNames {
  private static final Pattern DOCUMENT_NAME =
      Pattern.compile("[a-z]{1," + ShardStorage.MAX_DOCUMENT_NAME_LENGTH + "}");

  final NavigableMap<Integer, SimulatedContent> shards;
  final NavigableMap<String, byte[]> documents;
  final List<SimulatedContent> quarantine;
  byte @Nullable [] checkpoint;
  boolean exists;

  SimulatedNames() {
    this(new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
  }

  private SimulatedNames(
      NavigableMap<Integer, SimulatedContent> shards,
      NavigableMap<String, byte[]> documents,
      List<SimulatedContent> quarantine) {
    this.shards = shards;
    this.documents = documents;
    this.quarantine = quarantine;
  }

  /** Returns the same names, which stay what they are. */
  SimulatedNames copy() {
    SimulatedNames copy =
        new SimulatedNames(
            new TreeMap<>(shards), new TreeMap<>(documents), new ArrayList<>(quarantine));
    copy.checkpoint = checkpoint;
    copy.exists = exists;
    return copy;
  }

  static void requireDocumentName(String name) {
    if (!DOCUMENT_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name of a document must match %s, but is \"%s\"".formatted(DOCUMENT_NAME, name));
    }
  }

  long usedBytes() {
    long bytes = checkpoint == null ? 0 : checkpoint.length;
    for (SimulatedContent shard : shards.values()) {
      bytes += shard.sizeBytes();
    }
    for (SimulatedContent shard : quarantine) {
      bytes += shard.sizeBytes();
    }
    for (byte[] document : documents.values()) {
      bytes += document.length;
    }
    return bytes;
  }
}
