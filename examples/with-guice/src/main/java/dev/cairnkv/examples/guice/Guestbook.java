package dev.cairnkv.examples.guice;

import dev.cairnkv.KvStore;

/** An application's own class, which is given the store. */
public final class Guestbook {
  private final KvStore<String, Visit> visits;

  /** Makes a guestbook that is kept in a store. */
  public Guestbook(KvStore<String, Visit> visits) {
    this.visits = visits;
  }

  /** Writes down that a guest was here, and returns how often that was. */
  public int sign(String guest, String word) {
    Visit before = visits.get(guest);
    Visit now = new Visit(before == null ? 1 : before.count() + 1, word);
    visits.put(guest, now);
    return now.count();
  }
}
