package dev.cairnkv.core;

import dev.cairnkv.Damage;
import dev.cairnkv.StoreEvent;
import dev.cairnkv.StoreStats;
import dev.cairnkv.core.event.Events;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The damaged places found so far. Each is told once. Safe for use by several threads. */
final class KnownDamages {
  private final Events events;
  private final Set<Damage> damages = new LinkedHashSet<>();

  KnownDamages(Events events) {
    this.events = events;
  }

  void found(Damage damage) {
    synchronized (damages) {
      if (damages.size() >= StoreStats.MAX_DAMAGES || !damages.add(damage)) {
        return;
      }
    }
    events.tell(new StoreEvent.DamageFound(damage));
  }

  List<Damage> list() {
    synchronized (damages) {
      return List.copyOf(damages);
    }
  }
}
