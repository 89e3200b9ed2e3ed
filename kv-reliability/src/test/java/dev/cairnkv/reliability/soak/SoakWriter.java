package dev.cairnkv.reliability.soak;

import dev.cairnkv.KvStore;
import dev.cairnkv.TimeToLive;
import dev.cairnkv.reliability.workload.Keys;
import dev.cairnkv.reliability.workload.Message;
import dev.cairnkv.reliability.workload.Operation;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Carries out a script, and holds each answer against what it must be: the keys are nobody else's.
 * Tells of each operation when it has returned.
 */
final class SoakWriter implements Runnable {
  private static final int OPERATIONS_FOR_A_LOOK = 4;

  private final KvStore<String, String> store;
  private final SoakClock clock;
  private final Gate gate;
  private final Reads reads;
  private final Chores chores;
  private final int writer;
  private final Past past;
  private final int keyCount;
  private final SplittableRandom random;

  SoakWriter(SoakWorker.Shared shared, Chores chores, int writer, Past past) {
    this.store = shared.store();
    this.clock = shared.clock();
    this.gate = shared.gate();
    this.reads = shared.reads();
    this.chores = chores;
    this.writer = writer;
    this.past = past;
    this.keyCount = shared.plan().keysPerWriter();
    this.random = new SplittableRandom(past.next());
  }

  /**
   * Does the first operation. The process before may have been in it, and then it is done again at
   * the time that it was then: so this comes before the clock is set.
   */
  void writeFirst() {
    write();
  }

  @Override
  public void run() {
    while (gate.pass(this::write)) {
      chores.afterOperation();
      reads.afterOperation();
    }
  }

  private void write() {
    past.keys().setNow(clock.epochMillis());
    long number = past.next();
    Operation operation = past.nextOperation();
    Object expected = past.advance(operation);
    Object answer = operation.applyTo(store);
    if (!Objects.equals(expected, answer)) {
      throw new AssertionError(
          "operation %d of writer %d at %d: %s expected, but the answer is %s; %s"
              .formatted(number, writer, past.keys().now(), expected, answer, operation));
    }
    Message.tell(writer, number);
    if (random.nextInt(OPERATIONS_FOR_A_LOOK) == 0) {
      look(SoakScript.key(writer, random.nextInt(keyCount)));
    }
  }

  private void look(String key) {
    Keys keys = past.keys();
    String expected = keys.value(key);
    String found = store.get(key);
    boolean isThere = store.contains(key);
    boolean lives = store.ttl(key) != TimeToLive.Missing.MISSING;
    if (!Objects.equals(expected, found)
        || isThere != (expected != null)
        || lives != (expected != null)) {
      throw new AssertionError(
          "%s after operation %d at %d: %s expected, but found %s, there %s, alive %s"
              .formatted(key, past.next() - 1, keys.now(), expected, found, isThere, lives));
    }
  }
}
