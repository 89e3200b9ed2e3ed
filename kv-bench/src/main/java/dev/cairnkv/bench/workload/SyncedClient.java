package dev.cairnkv.bench.workload;

import dev.cairnkv.bench.peer.Session;

/** Puts new records, one after the other; those of different threads are different. */
final class SyncedClient<T> implements Client {
  private final Session<T> session;
  private final Records<T> records;
  private final int threads;
  private long number;

  SyncedClient(Session<T> session, Records<T> records, int thread, int threads) {
    this.session = session;
    this.records = records;
    this.number = thread;
    this.threads = threads;
  }

  @Override
  public void round() {
    session.put(records.key(number), records.value(number, 0));
    number += threads;
  }

  @Override
  public int operationsInRound() {
    return 1;
  }
}
