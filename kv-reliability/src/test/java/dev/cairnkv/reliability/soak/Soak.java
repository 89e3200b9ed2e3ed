package dev.cairnkv.reliability.soak;

import dev.cairnkv.reliability.workload.Plant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;

/** Soaks one store after the other until the time is over and everything has happened once. */
final class Soak {
  private static final int MOST_ROUNDS_OF_A_STORE = 25;

  private final Path parent;
  private final long seed;
  private final Plant plant;
  private final long end;
  private final Summary summary = new Summary();

  /**
   * Makes a soak.
   *
   * @param parent where the stores are made; one that fails stays there
   * @param seed decides what happens; not when, since that is up to the machine
   * @param plant a bug that it is to find, or none
   */
  Soak(Path parent, long seed, Plant plant, Duration duration) {
    this.parent = parent;
    this.seed = seed;
    this.plant = plant;
    this.end = System.nanoTime() + duration.toNanos();
  }

  /**
   * Returns what was done.
   *
   * @throws AssertionError if something is not as it must be; the message says where it is
   */
  Summary run() {
    SplittableRandom random = new SplittableRandom(seed);
    do {
      Path directory = parent.resolve("store" + summary.stores());
      SoakPlan plan = SoakPlan.random(plant, directory, random.nextInt(1 << 20), random);
      summary.addStore();
      soak(plan, random.split());
    } while (!isOver());
    return summary;
  }

  private void soak(SoakPlan plan, SplittableRandom random) {
    SoakedStore store = new SoakedStore(plan, random, summary, this::isOver);
    int rounds = random.nextInt(3, MOST_ROUNDS_OF_A_STORE + 1);
    try {
      do {
        store.round();
      } while (--rounds > 0 && !isOver());
      store.delete();
    } catch (Exception | AssertionError e) {
      throw new AssertionError(
          "seed %d fails in round %d of store %d: %s%n%s%nthe store is left at %s; -Dcairn.seed=%d does the same again, at other moments"
              .formatted(
                  seed,
                  store.rounds(),
                  summary.stores() - 1,
                  e.getMessage(),
                  plan,
                  plan.setup().directory(),
                  seed),
          e);
    }
  }

  private boolean isOver() {
    return System.nanoTime() >= end && summary.isComplete();
  }
}
