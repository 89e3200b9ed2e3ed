package dev.cairnkv.reliability.workload;

import dev.cairnkv.Durability;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What writers of this process were acknowledged. Safe for use by several threads. */
public final class Progress implements Writers.Acknowledgements {

  private final Setup setup;
  private final List<Long> acknowledged;
  private final List<Long> synced;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private long operations;

  /** Makes the progress of writers that go on from a number each. */
  public Progress(Setup setup, List<Long> nextNumbers) {
    this.setup = setup;
    this.acknowledged = new ArrayList<>(nextNumbers.stream().map(next -> next - 1).toList());
    this.synced = new ArrayList<>(acknowledged);
  }

  @Override
  public void acknowledged(int writer, long number) {
    boolean isSynced = setup.script(writer).operation(number).durability() == Durability.SYNCED;
    lock.lock();
    try {
      acknowledged.set(writer, number);
      if (isSynced) {
        synced.set(writer, number);
      }
      operations++;
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until so many operations are acknowledged. */
  public void await(long count) throws InterruptedException {
    lock.lock();
    try {
      while (operations < count) {
        more.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Syncs, and takes all that was acknowledged before for synced. */
  public void sync(Runnable sync) {
    List<Long> before = acknowledged();
    sync.run();
    lock.lock();
    try {
      for (int writer = 0; writer < before.size(); writer++) {
        synced.set(writer, Math.max(synced.get(writer), before.get(writer)));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns the number of each writer's last operation that was acknowledged. */
  public List<Long> acknowledged() {
    lock.lock();
    try {
      return List.copyOf(acknowledged);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the number of each writer's last operation that was acknowledged as synced. */
  public List<Long> synced() {
    lock.lock();
    try {
      return List.copyOf(synced);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the number of each writer's last operation that was begun. */
  public List<Long> begun() {
    return acknowledged().stream().map(last -> last + 1).toList();
  }

  /** Returns how many operations were acknowledged that are not among the first of each writer. */
  public long acknowledgedBeyond(List<Long> nextNumbers) {
    List<Long> last = acknowledged();
    long beyond = 0;
    for (int writer = 0; writer < last.size(); writer++) {
      beyond += Math.max(0, last.get(writer) + 1 - nextNumbers.get(writer));
    }
    return beyond;
  }
}
