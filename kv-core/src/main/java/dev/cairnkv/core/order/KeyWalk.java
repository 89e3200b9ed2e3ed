package dev.cairnkv.core.order;

import org.jspecify.annotations.Nullable;

/** A walk over keys of a {@link KeyTree}. For one thread at a time. */
public sealed interface KeyWalk permits AscendingWalk, DescendingWalk {
  /** Returns the next key, or null if there is none. */
  byte @Nullable [] next();
}
