package dev.cairnkv.core.architecture.planted.restore;

import dev.cairnkv.core.architecture.planted.Root;

/** Breaks a rule on purpose. */
interface KnowsTheRoot {
  Root root();
}
