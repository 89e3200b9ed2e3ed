package dev.cairnkv.testkit.simulation;

import dev.cairnkv.StorageException;
import dev.cairnkv.StoreFullException;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What outlives a process. Its monitor guards all that the instances on it share. */
final class SimulatedDisk {
  static final String LOCATION = "simulated storage";

  final Choices choices;
  final boolean strict;
  final TreeSet<String> unknownNames = new TreeSet<>();
  SimulatedNames names = new SimulatedNames();
  long capacityBytes = Long.MAX_VALUE;
  int processes;

  /* What a power loss goes back to, while a lie about a name has not been made good. */
  @Nullable SimulatedNames beforeLie;

  SimulatedDisk(long seed, boolean strict) {
    this.choices = new Choices(seed);
    this.strict = strict;
  }

  SimulatedContent shard(int id) {
    SimulatedContent shard = names.shards.get(id);
    if (shard == null) {
      throw new StorageException("there is no shard " + id + " in the " + LOCATION);
    }
    return shard;
  }

  void requireExisting() {
    if (!names.exists) {
      throw new StorageException(
          "there is nothing in the " + LOCATION + " yet; create the place first");
    }
  }

  void requireRoom(String what, long neededBytes) {
    long usedBytes = names.usedBytes();
    if (neededBytes > capacityBytes - usedBytes) {
      throw new StoreFullException(
          "no room for "
              + what
              + " in the "
              + LOCATION
              + ": it needs "
              + neededBytes
              + " bytes, and "
              + usedBytes
              + " of "
              + capacityBytes
              + " are used");
    }
  }

  /** Ends a process, and decides what of its writes is left. */
  void endProcess(CrashMode mode) {
    processes++;
    names.shards.values().forEach(SimulatedContent::takeViewsAway);
    if (mode == CrashMode.POWER_LOSS) {
      if (beforeLie != null) {
        names = beforeLie;
        beforeLie = null;
      }
      Choices crash = choices.about(processes);
      names.shards.values().forEach(shard -> shard.losePower(crash.about(shard.id())));
    }
  }
}
