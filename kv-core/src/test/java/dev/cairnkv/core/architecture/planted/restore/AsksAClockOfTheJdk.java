package dev.cairnkv.core.architecture.planted.restore;

import java.time.Clock;

/** Breaks a rule on purpose. */
interface AsksAClockOfTheJdk {
  Clock clock();
}
