package dev.cairnkv.reliability.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.KvStore;
import dev.cairnkv.Scan;
import dev.cairnkv.StoreEvent;
import dev.cairnkv.reliability.workload.Expectation;
import dev.cairnkv.reliability.workload.Message;
import dev.cairnkv.reliability.workload.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A store, what it must hold, and the rounds that it goes through. */
final class SoakedStore {
  private static final long START_EPOCH_MILLIS = 1_800_000_000_000L;
  private static final int MOST_OPERATIONS = 60_000;
  private static final List<String> CODECS = List.of("json", "kryo", "json+zstd");

  private final SoakPlan plan;
  private final SplittableRandom random;
  private final Summary summary;
  private final BooleanSupplier isOver;
  private final Expectation expectation;
  private final SoakedBackup backup;
  private long now = START_EPOCH_MILLIS;
  private long rounds;

  /**
   * Makes a store that is yet to be begun.
   *
   * @param isOver ends a round before it has as many operations as it should
   */
  SoakedStore(SoakPlan plan, SplittableRandom random, Summary summary, BooleanSupplier isOver) {
    this.plan = plan;
    this.random = random;
    this.summary = summary;
    this.isOver = isOver;
    this.backup = new SoakedBackup(plan.setup().directory());
    this.expectation = new Expectation(plan.setup(), plan.scripts(), now);
  }

  long rounds() {
    return rounds;
  }

  /** Has a process work on the store and end in one way or the other, and looks at what is left. */
  void round() throws Exception {
    rounds++;
    summary.addRound();
    long operations = random.nextInt(1 + random.nextInt(MOST_OPERATIONS));
    List<Long> acknowledged;
    List<Long> inFlight;
    if (random.nextInt(3) == 0) {
      acknowledged = workAndEnd(operations);
      inFlight = acknowledged;
      summary.addCleanShutdown();
    } else {
      acknowledged = workAndDie(operations);
      inFlight = acknowledged.stream().map(last -> last + 1).toList();
      summary.addKill();
    }
    // Now and then the store is opened and killed again before anyone has looked at it.
    while (random.nextInt(4) == 0) {
      openAndDie();
      summary.addKill();
    }
    backup.verify(plan.sound().setup());
    verify(acknowledged, inFlight);
  }

  private List<Long> workAndEnd(long operations) throws IOException, InterruptedException {
    try (WorkerProcess worker = start(expectation.nextNumbers())) {
      worker.readUntil(
          () -> worker.acknowledgedOperations() >= operations || isOver.getAsBoolean());
      worker.askToEnd();
      List<Long> acknowledged = worker.awaitEnd();
      assertThat(worker.lastTold()).as("the last message").isEqualTo(Told.CLOSED.code());
      return acknowledged;
    }
  }

  private List<Long> workAndDie(long operations) throws IOException, InterruptedException {
    try (WorkerProcess worker = start(expectation.nextNumbers())) {
      worker.readUntil(
          () -> worker.acknowledgedOperations() >= operations || isOver.getAsBoolean());
      return worker.kill();
    }
  }

  private void openAndDie() throws IOException, InterruptedException {
    try (WorkerProcess worker = start(List.of())) {
      worker.awaitRestoring();
      if (random.nextBoolean()) {
        worker.readUntil(() -> worker.lastTold() == Message.RESTORED);
      }
      var _ = worker.kill();
    }
  }

  private WorkerProcess start(List<Long> numbers) throws IOException {
    SoakPlan opened = plan.opened(codec(), isOrdered());
    List<String> arguments = new ArrayList<>(opened.arguments());
    arguments.add(Long.toString(now));
    numbers.forEach(number -> arguments.add(Long.toString(number)));
    return WorkerProcess.start(List.of(), SoakWorker.class, arguments, numbers, this::take);
  }

  private void take(Message message) {
    if (message.writer() >= 0) {
      summary.addOperation();
      expectation.advance(message.writer(), message.number());
      return;
    }
    Told told = Told.of(message);
    if (told == null) {
      return;
    }
    summary.add(told, message.number());
    switch (told) {
      case TIME -> {
        now = message.number();
        expectation.setNow(now);
      }
      case BACKUP_BEGUN -> backup.begin(expectation, now);
      case BACKUP -> backup.end(expectation);
      default -> {} // only counted
    }
  }

  private void verify(List<Long> acknowledged, List<Long> inFlight) throws Exception {
    Queue<StoreEvent> faults = new ConcurrentLinkedQueue<>();
    Watch watch = new Watch(removed -> summary.add(Told.COMPACTION, removed), faults::add);
    SoakPlan sound = plan.sound().opened(codec(), isOrdered());
    KvStore<String, String> store = sound.setup().restore(new SoakClock(now), watch);
    try (store) {
      expectation.verify(store, acknowledged, inFlight);
      for (Scan<String> scan : sound.scans(random)) {
        Scans.require(scan, store.scan(scan), expectation.values());
      }
      SpaceContract.await(store, watch, plan.setup().shardSizeBytes());
      summary.add(Told.SETTLED, 1);
    }
    assertThat(faults).isEmpty();
    assertThat(shardBytes()).as("bytes of the files").isEqualTo(store.stats().sizeBytes());
  }

  private String codec() {
    return CODECS.get(random.nextInt(CODECS.size()));
  }

  /** Two of three openings are, since what is not in order is opened in another way. */
  private boolean isOrdered() {
    return random.nextInt(3) > 0;
  }

  private long shardBytes() throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(plan.setup().directory())) {
      for (Path file : files.filter(one -> one.toString().endsWith(".shard")).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  /** Deletes the store, of which nothing is wrong. */
  void delete() throws IOException {
    Directories.delete(plan.setup().directory());
    backup.delete();
  }
}
