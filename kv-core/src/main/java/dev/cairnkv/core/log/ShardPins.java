package dev.cairnkv.core.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which shards must stay although the index names nothing in them any more, since someone reads
 * them as they were at an earlier moment. Safe for use by any number of threads.
 */
public final class ShardPins {
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Pin> pins = new ArrayList<>();
  private volatile int pinnedUpTo;

  /** Keeps some shards until it is closed. */
  public final class Pin implements AutoCloseable {
    private final int upToShardId;

    private Pin(int upToShardId) {
      this.upToShardId = upToShardId;
    }

    /** Lets the shards go. Closing twice is harmless. */
    @Override
    public void close() {
      change(() -> pins.remove(this));
    }
  }

  /** Keeps all shards up to an id, those that are there. */
  public Pin pin(int upToShardId) {
    Pin pin = new Pin(upToShardId);
    change(() -> pins.add(pin));
    return pin;
  }

  /** Returns the id up to which shards must stay, 0 if none must. */
  public int pinnedUpTo() {
    return pinnedUpTo;
  }

  /** Returns whether a shard must stay. */
  public boolean isPinned(int shardId) {
    return shardId <= pinnedUpTo;
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      pinnedUpTo = pins.stream().mapToInt(pin -> pin.upToShardId).max().orElse(0);
    } finally {
      lock.unlock();
    }
  }
}
