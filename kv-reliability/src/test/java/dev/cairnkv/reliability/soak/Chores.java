package dev.cairnkv.reliability.soak;

import dev.cairnkv.BackupReport;
import dev.cairnkv.ConversionReport;
import dev.cairnkv.Scan;
import dev.cairnkv.fs.FileShardStorage;
import dev.cairnkv.spi.ShardStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What happens now and then while writers write: once in so many operations, in its own thread. */
final class Chores implements Runnable {
  private static final int OPERATIONS_FOR_A_CHORE = 800;
  private static final int LONGEST_JUMP_SECONDS = 20;
  private static final int CHANCES = 16;

  private final SoakWorker.Shared in;
  private final List<Past> pasts;
  private final SplittableRandom random;
  private final AtomicLong operations = new AtomicLong();
  private final BlockingQueue<Boolean> turns = new ArrayBlockingQueue<>(1);
  private @Nullable Moment moment;

  /**
   * Makes the chores of a worker.
   *
   * @param pasts those of the writers; theirs, but while they are held up
   */
  Chores(SoakWorker.Shared in, List<Past> pasts, long seed) {
    this.in = in;
    this.pasts = pasts;
    this.random = new SplittableRandom(seed);
  }

  /** Makes it the turn of a chore if it is time, unless one is under way. */
  void afterOperation() {
    if (operations.incrementAndGet() % OPERATIONS_FOR_A_CHORE == 0) {
      var _ = turns.offer(true);
    }
  }

  /** Ends this when the chore under way is done. */
  void end() throws InterruptedException {
    turns.put(false);
  }

  @Override
  public void run() {
    try {
      while (turns.take()) {
        chore();
      }
      verifySnapshot();
    } catch (Exception e) {
      throw new AssertionError("a chore failed", e);
    }
  }

  private void chore() throws Exception {
    switch (random.nextInt(CHANCES)) {
      case 0 -> {
        in.store().checkpoint();
        Told.CHECKPOINT.tell(1);
      }
      case 1 -> {
        var _ = in.store().compact();
      }
      case 2 -> in.store().pauseCompaction();
      case 3 -> in.store().resumeCompaction();
      case 4 -> {
        verifySnapshot(); // it keeps shards, which would not let the store settle
        var _ = in.gate().holdUp(this::settle);
      }
      case 5, 6 -> snapshot();
      case 7 -> backup();
      case 8 -> convert();
      case 9, 10, 11 -> scan();
      default -> {
        var _ = in.gate().holdUp(this::jump);
      }
    }
  }

  /** Told before it is so, since the parent must not be behind the store. */
  private long jump() {
    Duration time = Duration.ofSeconds(random.nextInt(1, LONGEST_JUMP_SECONDS + 1));
    long next = in.clock().epochMillis() + time.toMillis();
    Told.TIME.tell(next);
    in.clock().set(next);
    return next;
  }

  private boolean settle() throws InterruptedException {
    SpaceContract.await(in.store(), in.watch(), in.plan().setup().shardSizeBytes());
    Told.SETTLED.tell(1);
    return true;
  }

  /** Takes a snapshot, which stays open for some chores. */
  private void snapshot() throws Exception {
    verifySnapshot();
    moment = in.gate().holdUp(() -> Moment.take(in.store(), pasts, in.clock().epochMillis()));
  }

  private void verifySnapshot() {
    Moment last = moment;
    if (last != null) {
      moment = null;
      last.verify(in.plan().scans(random));
      Told.SNAPSHOT.tell(last.expected().size());
    }
  }

  /** The clock stands meanwhile, since it is a chore as well. */
  private void scan() throws Exception {
    for (Scan<String> scan : in.plan().scans(random)) {
      Told.SCAN.tell(SoakedScan.scan(in.store(), in.gate(), pasts, in.clock().epochMillis(), scan));
    }
  }

  /** Adds to the last backup. The clock stands meanwhile, since it is a chore as well. */
  private void backup() {
    Told.BACKUP_BEGUN.tell(1);
    Path directory = SoakedBackup.directory(in.plan().setup().directory());
    try (ShardStorage target = FileShardStorage.at(directory)) {
      BackupReport report = in.store().backup(target);
      if (!report.isSound()) {
        throw new AssertionError("the backup is damaged: " + report);
      }
      Told.BACKUP.tell(report.sequence());
    }
  }

  private void convert() {
    verifySnapshot(); // it keeps shards that are to be converted
    ConversionReport report = in.store().convert();
    if (!report.isComplete()) {
      throw new AssertionError("the conversion is not complete: " + report);
    }
    Told.CONVERSION.tell(report.convertedShards());
  }
}
