package dev.cairnkv.app.shell;

import java.util.List;

/** Finds keys of the store. */
@FunctionalInterface
public interface Keys {
  /** Returns some keys that are text and begin with this, for completion. */
  List<String> beginningWith(String prefix);
}
