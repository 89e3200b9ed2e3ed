package dev.cairnkv.core.restore;

import dev.cairnkv.Damage;
import java.util.function.Consumer;

/** Passes damage on: to the report of the restore, and once the store serves, to the store. */
public final class LateDamages implements Consumer<Damage> {
  private volatile Consumer<Damage> target;

  LateDamages(Consumer<Damage> target) {
    this.target = target;
  }

  @Override
  public void accept(Damage damage) {
    target.accept(damage);
  }

  /** Says who is told from now on. */
  public void tell(Consumer<Damage> next) {
    target = next;
  }
}
