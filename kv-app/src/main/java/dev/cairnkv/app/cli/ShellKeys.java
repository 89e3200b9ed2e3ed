package dev.cairnkv.app.cli;

import dev.cairnkv.Cursor;
import dev.cairnkv.KeyValue;
import dev.cairnkv.KvException;
import dev.cairnkv.app.shell.Keys;
import dev.cairnkv.app.transfer.Text;
import java.util.ArrayList;
import java.util.List;

/** Finds keys for completion. As keys have no order, only so many are looked at. */
final class ShellKeys implements Keys {
  private static final int LOOKED_AT = 20_000;
  private static final int FOUND = 200;

  private final KvCommand kv;
  private final ShellStore shellStore;

  ShellKeys(KvCommand kv, ShellStore shellStore) {
    this.kv = kv;
    this.shellStore = shellStore;
  }

  @Override
  public List<String> beginningWith(String prefix) {
    List<String> found = new ArrayList<>();
    try (StoreSession session = shellStore.open(kv.existing());
        Cursor<byte[], byte[]> cursor = session.store().cursor()) {
      for (int i = 0; i < LOOKED_AT && found.size() < FOUND && cursor.hasNext(); i++) {
        add(cursor, prefix, found);
      }
    } catch (KvException e) {
      return found; // the command itself says what is wrong
    }
    return found;
  }

  private static void add(Cursor<byte[], byte[]> cursor, String prefix, List<String> found) {
    KeyValue<byte[], byte[]> pair = cursor.next();
    String key = Text.decode(pair.key());
    if (key != null && key.startsWith(prefix)) {
      found.add(key);
    }
  }
}
