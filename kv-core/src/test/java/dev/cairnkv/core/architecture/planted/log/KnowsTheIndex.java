package dev.cairnkv.core.architecture.planted.log;

import dev.cairnkv.core.architecture.planted.index.KnowsTheLog;

/** Breaks a rule on purpose. */
public interface KnowsTheIndex {
  /** Returns something of the index. */
  KnowsTheLog index();
}
