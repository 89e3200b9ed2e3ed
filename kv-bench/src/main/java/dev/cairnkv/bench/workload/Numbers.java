package dev.cairnkv.bench.workload;

import dev.cairnkv.bench.peer.Form;
import java.util.stream.LongStream;

/** Draws the numbers of records. For one thread. */
public interface Numbers {

  /** Returns a number that is at least 0 and less than the number of records. */
  long next();

  /** Returns the next numbers. */
  default LongStream stream(long count) {
    return LongStream.generate(this::next).limit(count);
  }

  /** Returns numbers that are all equally likely. */
  static Numbers uniform(long count, long seed) {
    return new Uniform(count, seed);
  }

  /** Numbers that are all equally likely. */
  final class Uniform implements Numbers {
    private final long count;
    private long state;

    private Uniform(long count, long seed) {
      this.count = count;
      this.state = Form.mix(seed);
    }

    @Override
    public long next() {
      state++;
      return Math.unsignedMultiplyHigh(Form.mix(state), count);
    }
  }
}
