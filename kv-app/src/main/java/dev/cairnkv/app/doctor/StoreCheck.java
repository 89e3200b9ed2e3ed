package dev.cairnkv.app.doctor;

import dev.cairnkv.StoreLockedException;
import dev.cairnkv.WrongFormatException;
import dev.cairnkv.core.StoreIdentity;
import dev.cairnkv.fs.FileShardStorage;
import dev.cairnkv.spi.ShardStorage;
import dev.cairnkv.spi.StorageLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Whether there is a store, whose manifest can be read, and that nobody has open. */
final class StoreCheck implements Check {
  private final Path directory;

  StoreCheck(Path directory) {
    this.directory = directory;
  }

  @Override
  public String name() {
    return "store";
  }

  @Override
  public Diagnosis look() {
    if (!Files.isDirectory(directory)) {
      return Diagnosis.ok(name(), "there is none yet; a put or an import begins one");
    }
    try (ShardStorage storage = FileShardStorage.at(directory)) {
      StoreIdentity identity = StoreIdentity.read(storage);
      return identity == null ? withoutManifest(storage) : open(storage, identity);
    } catch (StoreLockedException e) {
      return Diagnosis.warn(
          name(), String.valueOf(e.getMessage()), "what is said below holds all the same");
    } catch (WrongFormatException e) {
      return Diagnosis.fail(
          name(), String.valueOf(e.getMessage()), "bring the manifest back from a backup");
    }
  }

  private Diagnosis withoutManifest(ShardStorage storage) {
    if (!storage.shardIds().isEmpty()) {
      return Diagnosis.fail(
          name(), "there are shards, but no manifest", "bring the manifest back from a backup");
    }
    List<String> unknownNames = storage.unknownNames();
    return unknownNames.isEmpty()
        ? Diagnosis.ok(name(), "there is none yet; a put or an import begins one")
        : Diagnosis.fail(
            name(),
            "there is none, and none may begin beside '%s'".formatted(unknownNames.getFirst()),
            "name an empty or new directory with --dir");
  }

  private Diagnosis open(ShardStorage storage, StoreIdentity identity) {
    StorageLock lock = storage.lock();
    lock.close();
    return Diagnosis.ok(
        name(),
        "begun %s, keys of type %s, %s; nobody has it open"
            .formatted(
                Instant.ofEpochMilli(identity.createdEpochMillis()),
                identity.keyType(),
                identity.cleanlyShutDown()
                    ? "cleanly shut down"
                    : "not shut down cleanly, so that it is restored when it is opened"));
  }
}
