package dev.cairnkv.reliability.soak;

import dev.cairnkv.KvStore;
import dev.cairnkv.TimeToLive;
import dev.cairnkv.reliability.workload.Keys;
import dev.cairnkv.reliability.workload.Message;
import dev.cairnkv.reliability.workload.Script;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens a store and works on it until its standard input ends, or it is killed. If something is not
 * as it must be, it ends at once with a stack trace.
 */
final class SoakWorker {
  private static final int READERS = 2;

  private SoakWorker() {}

  /** What all threads work on. */
  record Shared(
      SoakPlan plan,
      KvStore<String, String> store,
      SoakClock clock,
      Watch watch,
      Gate gate,
      Reads reads) {

    Shared(SoakPlan plan, KvStore<String, String> store, SoakClock clock, Watch watch) {
      this(plan, store, clock, watch, new Gate(), new Reads());
    }
  }

  /**
   * Takes a plan, the time, and the number of each writer's first operation; without any number,
   * nothing is written.
   */
  public static void main(String[] arguments) throws Exception {
    Thread.setDefaultUncaughtExceptionHandler(
        (_, e) -> {
          e.printStackTrace();
          Runtime.getRuntime().halt(1);
        });
    SoakPlan plan = SoakPlan.of(arguments);
    List<Long> numbers = SoakPlan.numbersOf(arguments);
    SoakClock clock = new SoakClock(numbers.getFirst());
    Watch watch = new Watch(Told.COMPACTION::tell, System.err::println);
    Message.tell(Message.RESTORING);
    KvStore<String, String> store = plan.setup().restore(clock, watch);
    Message.tell(Message.RESTORED);
    work(new Shared(plan, store, clock, watch), numbers.subList(1, numbers.size()));
    SpaceContract.await(store, watch, plan.setup().shardSizeBytes());
    store.close();
    Told.CLOSED.tell(1);
  }

  private static void work(Shared shared, List<Long> first) throws Exception {
    long seed = shared.clock().epochMillis();
    List<Past> pasts = pasts(shared, first);
    Chores chores = new Chores(shared, pasts, seed);
    List<SoakWriter> writers = new ArrayList<>();
    for (int writer = 0; writer < first.size(); writer++) {
      writers.add(new SoakWriter(shared, chores, writer, pasts.get(writer)));
    }
    writers.forEach(SoakWriter::writeFirst);
    Thread housekeeper = Thread.ofPlatform().start(chores);
    List<Thread> threads = new ArrayList<>();
    writers.forEach(writer -> threads.add(Thread.ofPlatform().start(writer)));
    for (int reader = 0; reader < READERS; reader++) {
      threads.add(Thread.ofPlatform().start(new SoakReader(shared, seed + reader)));
    }
    var _ = System.in.transferTo(OutputStream.nullOutputStream()); // until it ends
    shared.gate().close();
    shared.reads().end(READERS);
    for (Thread thread : threads) {
      thread.join();
    }
    chores.end();
    housekeeper.join();
  }

  /** The parent has looked at what is there, so writers may go on from it. */
  private static List<Past> pasts(Shared shared, List<Long> first) {
    List<Past> pasts = new ArrayList<>();
    for (int writer = 0; writer < first.size(); writer++) {
      Keys keys = new Keys(shared.clock().epochMillis());
      pasts.add(new Past(shared.plan().script(writer), keys, first.get(writer)));
    }
    if (!first.isEmpty()) {
      shared
          .store()
          .forEach((key, value) -> put(shared, pasts.get(Script.writerOf(key)).keys(), key, value));
    }
    return pasts;
  }

  private static void put(Shared shared, Keys keys, String key, String value) {
    switch (shared.store().ttl(key)) {
      case TimeToLive.Unlimited _ -> keys.put(key, value);
      case TimeToLive.Remaining(var duration) ->
          keys.put(key, value, keys.now() + duration.toMillis());
      case TimeToLive.Missing _ ->
          throw new AssertionError(key + " is there and has no time to live");
    }
  }
}
