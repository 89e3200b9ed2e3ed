package dev.cairnkv.bench.workload;

import dev.cairnkv.bench.peer.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The keys and values of a run, the same in each. Record {@code i} has the key of that number, and
 * in each version a value whose first character tells the number's last six bits. Safe for use by
 * several threads.
 *
 * @param <T> what keys and values are
 */
public final class Records<T> {
  private static final int POOL_BITS = 12;
  private static final int FIRST_BITS = 6;
  private static final int FIRST_CHARACTER = '0';
  private static final long SEED = 2014;

  private final Form<T> form;
  private final long count;
  private final int valueBytes;
  private final List<T> values = new ArrayList<>(1 << POOL_BITS);

  /**
   * Makes records.
   *
   * @param form what keys and values are
   * @param count how many there are
   * @param valueBytes the length of the values
   */
  public Records(Form<T> form, long count, int valueBytes) {
    this.form = form;
    this.count = count;
    this.valueBytes = valueBytes;
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 1 << POOL_BITS; i++) {
      byte[] characters = new byte[valueBytes];
      for (int j = 0; j < valueBytes; j++) {
        characters[j] = character(random.nextInt(1 << FIRST_BITS));
      }
      characters[0] = character(i);
      values.add(form.value(characters));
    }
  }

  /** Returns how many records there are. */
  public long count() {
    return count;
  }

  /** Returns the key of a record, or of none if the number is not below {@link #count}. */
  public T key(long number) {
    return form.key(number);
  }

  /** Returns the value of a record in a version. */
  public T value(long number, int version) {
    int place = (int) (number + ((long) version << FIRST_BITS));
    return values.get(place & ((1 << POOL_BITS) - 1));
  }

  /**
   * Checks a value that was read.
   *
   * @throws WrongValueException if it cannot be the record's
   */
  public void check(long number, T value) {
    if (form.length(value) != valueBytes || form.first(value) != character(number)) {
      throw new WrongValueException("record " + number + " has the value of another one");
    }
  }

  private static byte character(long number) {
    int symbol = (int) number & ((1 << FIRST_BITS) - 1);
    // No character that JSON escapes.
    return (byte) (FIRST_CHARACTER + symbol == '\\' ? '!' : FIRST_CHARACTER + symbol);
  }
}
