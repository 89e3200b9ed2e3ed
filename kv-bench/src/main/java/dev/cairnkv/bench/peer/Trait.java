package dev.cairnkv.bench.peer;

import java.util.EnumSet;
import java.util.Set;

/** What some of the stores cannot do. */
public enum Trait {
  /** A put can survive a power loss when it returns. */
  SYNCED_PUTS,

  /** Several threads may put synced at once. */
  CONCURRENT_SYNCED_PUTS,

  /** What was put is there when it is opened again. */
  PERSISTENT,

  /** It can be opened again after its process was killed. */
  SURVIVES_KILL;

  static Set<Trait> all() {
    return EnumSet.allOf(Trait.class);
  }

  static Set<Trait> allBut(Trait missing) {
    return EnumSet.complementOf(EnumSet.of(missing));
  }
}
