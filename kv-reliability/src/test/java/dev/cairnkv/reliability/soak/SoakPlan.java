package dev.cairnkv.reliability.soak;

import dev.cairnkv.Scan;
import dev.cairnkv.reliability.workload.Plant;
import dev.cairnkv.reliability.workload.Script;
import dev.cairnkv.reliability.workload.Setup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What one store is like.
 *
 * @param setup how it is opened
 * @param keysPerWriter how many keys each writer has
 */
record SoakPlan(Setup setup, int keysPerWriter) {
  private static final long MIB = 1 << 20;
  private static final long CHECKPOINT_BYTES = 4 * MIB;
  private static final long SHARDS_OF_LIVE_DATA = 8;
  private static final long BYTES_OF_A_RECORD = 500;
  private static final int MORE_SCANS = 6;

  /** Makes a plan at random. */
  static SoakPlan random(Plant plant, Path directory, long seed, SplittableRandom random) {
    int writers = random.nextInt(2, 5);
    long shardSizeBytes = MIB << random.nextInt(0, 3);
    long liveBytes = Math.min(16 * MIB, SHARDS_OF_LIVE_DATA * shardSizeBytes);
    Setup setup =
        new Setup(
            plant,
            directory,
            seed,
            writers,
            random.nextInt(20, 200),
            "json",
            shardSizeBytes,
            CHECKPOINT_BYTES,
            false);
    return new SoakPlan(setup, (int) (liveBytes / BYTES_OF_A_RECORD / writers));
  }

  /** Reads what {@link #arguments} made. */
  static SoakPlan of(String... arguments) {
    return new SoakPlan(Setup.of(arguments), Setup.numbersOf(arguments).getFirst().intValue());
  }

  /** Reads what follows the plan in a command line. */
  static List<Long> numbersOf(String... arguments) {
    List<Long> numbers = Setup.numbersOf(arguments);
    return numbers.subList(1, numbers.size());
  }

  /** Returns this as arguments of a command line. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>(setup.arguments());
    arguments.add(Integer.toString(keysPerWriter));
    return arguments;
  }

  /** Returns the same plan for another opening of the store. */
  SoakPlan opened(String codec, boolean ordered) {
    return new SoakPlan(setup.withCodec(codec).withOrdered(ordered), keysPerWriter);
  }

  /** Returns the same plan with no bug in it. */
  SoakPlan sound() {
    return new SoakPlan(setup.withPlant(Plant.NOTHING), keysPerWriter);
  }

  Script script(int writer) {
    return new SoakScript(setup.seed(), writer, keysPerWriter, setup.syncEvery());
  }

  /** Returns some scans, if the keys are in order: of everything, and of more or less of it. */
  List<Scan<String>> scans(SplittableRandom random) {
    List<Scan<String>> scans = new ArrayList<>();
    if (setup.ordered()) {
      scans.add(Scan.all());
      scans.add(Scan.<String>all().descending());
      for (int i = 0; i < MORE_SCANS; i++) {
        scans.add(Scans.random(this, random));
      }
    }
    return scans;
  }

  List<Script> scripts() {
    return IntStream.range(0, setup.writers()).mapToObj(this::script).toList();
  }
}
