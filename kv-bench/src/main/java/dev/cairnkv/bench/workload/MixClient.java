package dev.cairnkv.bench.workload;

import dev.cairnkv.bench.peer.Session;

/** Gets and puts records that are there, in a mix. */
final class MixClient<T> implements Client {
  private final Session<T> session;
  private final Records<T> records;
  private final Numbers numbers;
  private final Numbers percents;
  private final Mix mix;
  private int version;

  MixClient(Session<T> session, Records<T> records, Numbers numbers, long seed, Mix mix) {
    this.session = session;
    this.records = records;
    this.numbers = numbers;
    this.percents = Numbers.uniform(100, seed);
    this.mix = mix;
  }

  @Override
  public void round() {
    version++;
    for (int i = 0; i < ROUND; i++) {
      operation();
    }
  }

  void operation() {
    long number = numbers.next();
    T key = records.key(number);
    if (percents.next() >= mix.putPercent()) {
      get(number, key);
    } else {
      if (mix.getBeforePut()) {
        get(number, key);
      }
      session.put(key, records.value(number, version));
    }
  }

  private void get(long number, T key) {
    T value = session.get(key);
    if (value == null) {
      throw new WrongValueException("record " + number + " is missing");
    }
    records.check(number, value);
  }
}
