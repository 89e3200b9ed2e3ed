package dev.cairnkv.bench.workload;

import dev.cairnkv.bench.peer.Session;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gets {@value #KEYS} records at a time; each counts as an operation. */
record GetAllClient<T>(Session<T> session, Records<T> records, Numbers numbers) implements Client {
  static final int KEYS = 64;

  @Override
  public void round() {
    for (int i = 0; i < ROUND; i += KEYS) {
      getSome();
    }
  }

  private void getSome() {
    long[] wanted = new long[KEYS];
    List<T> keys = new ArrayList<>(KEYS);
    for (int i = 0; i < KEYS; i++) {
      wanted[i] = numbers.next();
      keys.add(records.key(wanted[i]));
    }
    List<@Nullable T> values = session.getAll(keys);
    for (int i = 0; i < KEYS; i++) {
      T value = values.get(i);
      if (value == null) {
        throw new WrongValueException("record " + wanted[i] + " is missing");
      }
      records.check(wanted[i], value);
    }
  }
}
