package dev.cairnkv.app.config;

import java.util.Locale;

/** The codecs that a configuration may name. */
public enum CodecName {
  /** Readable JSON. */
  JSON,

  /** Compact binary, by Kryo. */
  KRYO;

  /** Returns the name in configurations, which is the id of the codec too: {@code json}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
