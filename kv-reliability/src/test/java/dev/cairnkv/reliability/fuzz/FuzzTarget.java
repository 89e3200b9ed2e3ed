package dev.cairnkv.reliability.fuzz;

import java.util.List;

/** What is fuzzed. */
enum FuzzTarget {
  /** The bytes of a shard. */
  SHARD,

  /** The bytes of a checkpoint. */
  CHECKPOINT,

  /** The bytes of the manifest. */
  MANIFEST,

  /** The bytes of the clean mark. */
  CLEAN_MARK;

  /** Returns the class with the method that Jazzer calls. */
  Class<?> jazzerTarget() {
    return switch (this) {
      case SHARD -> ShardTarget.class;
      case CHECKPOINT -> CheckpointTarget.class;
      case MANIFEST -> ManifestTarget.class;
      case CLEAN_MARK -> CleanMarkTarget.class;
    };
  }

  /** Runs one input, and throws what it finds; returns whether there was a store that served. */
  boolean run(byte[] input) {
    return switch (this) {
      case SHARD -> ShardTarget.run(input);
      case CHECKPOINT -> CheckpointTarget.run(input);
      case MANIFEST -> ManifestTarget.run(input);
      case CLEAN_MARK -> CleanMarkTarget.run(input);
    };
  }

  /** Returns valid inputs, as the code makes them. */
  List<byte[]> seeds() {
    return switch (this) {
      case SHARD -> ShardTarget.seeds();
      case CHECKPOINT -> CheckpointTarget.seeds();
      case MANIFEST -> ManifestTarget.seeds();
      case CLEAN_MARK -> CleanMarkTarget.seeds();
    };
  }
}
