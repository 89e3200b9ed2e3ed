package dev.cairnkv.app.bench;

/** How often each key is taken. */
public enum Distribution {
  /** Each as often as any other. */
  UNIFORM,

  /** Few keys very often, and most seldom, as in many real loads. */
  ZIPFIAN;

  KeyChooser over(long keys) {
    return switch (this) {
      case UNIFORM -> random -> random.nextLong(keys);
      case ZIPFIAN -> new ZipfianKeys(keys);
    };
  }
}
