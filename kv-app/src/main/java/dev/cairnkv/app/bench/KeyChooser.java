package dev.cairnkv.app.bench;

import java.util.random.RandomGenerator;

/** Chooses the key of an operation. Safe for use by several threads. */
@FunctionalInterface
interface KeyChooser {

  /** Returns the number of a key. */
  long next(RandomGenerator random);
}
