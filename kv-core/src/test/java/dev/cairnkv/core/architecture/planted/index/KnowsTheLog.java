package dev.cairnkv.core.architecture.planted.index;

import dev.cairnkv.core.architecture.planted.log.KnowsTheIndex;

/** Breaks a rule on purpose. */
public interface KnowsTheLog {
  /** Returns something of the log. */
  KnowsTheIndex log();
}
