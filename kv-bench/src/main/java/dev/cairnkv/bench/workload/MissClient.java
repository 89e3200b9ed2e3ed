package dev.cairnkv.bench.workload;

import dev.cairnkv.bench.peer.Session;

/** Gets records that are not there. */
record MissClient<T>(Session<T> session, Records<T> records, Numbers numbers) implements Client {

  @Override
  public void round() {
    for (int i = 0; i < ROUND; i++) {
      long number = records.count() + numbers.next();
      if (session.get(records.key(number)) != null) {
        throw new WrongValueException("record " + number + " is there, but was never put");
      }
    }
  }
}
