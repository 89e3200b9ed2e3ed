package dev.cairnkv.bench.workload;

/**
 * What a client does.
 *
 * @param putPercent how many of 100 operations put, while the others get
 * @param getBeforePut whether an operation that puts gets the record before
 */
record Mix(int putPercent, boolean getBeforePut) {

  static Mix puts(int percent) {
    return new Mix(percent, false);
  }
}
