package dev.cairnkv.reliability.soak;

import dev.cairnkv.reliability.workload.Keys;
import dev.cairnkv.reliability.workload.Operation;
import dev.cairnkv.reliability.workload.Script;
import org.jspecify.annotations.Nullable;

/**
 * What one writer has done: what its keys hold, and the number of its next operation. The writer's,
 * but while it is held up.
 */
final class Past {
  private final Script script;
  private final Keys keys;
  private long next;

  Past(Script script, Keys keys, long next) {
    this.script = script;
    this.keys = keys;
    this.next = next;
  }

  /** Returns the same past, which does not go on with this one. */
  Past copy() {
    return new Past(script, keys.copy(), next);
  }

  Keys keys() {
    return keys;
  }

  long next() {
    return next;
  }

  Operation nextOperation() {
    return script.operation(next);
  }

  /**
   * Goes on by the next operation.
   *
   * @return what its call must return
   */
  @Nullable Object advance(Operation operation) {
    next++;
    return operation.applyTo(keys);
  }
}
