package dev.cairnkv.core.compact;

import dev.cairnkv.KvException;

/** A shard cannot be moved, and is to be left as it is. */
final class UnfitShardException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient KvException reason;

  UnfitShardException(KvException reason) {
    super(reason.getMessage(), reason);
    this.reason = reason;
  }

  KvException reason() {
    return reason;
  }
}
