package dev.cairnkv.codec.kryo;

import com.esotericsoftware.kryo.util.Util;

/**
 * Keeps Kryo from {@code sun.misc.Unsafe}, whose mere probing prints a warning on JDK 24 and newer.
 *
 * <p>Kryo reads the system property {@code kryo.unsafe} once, when its class {@link Util} is
 * initialized. So the property is set for the moment of that initialization, and only if nobody
 * else has set it. Where an application has used Kryo before, there is nothing left to switch.
 */
final class KryoSwitch {

  private static final String PROPERTY = "kryo.unsafe";

  /** Whether Kryo uses {@code Unsafe} nonetheless. */
  private static final boolean UNSAFE = initializeKryo();

  private KryoSwitch() {}

  /** Does what must be done before anything of Kryo is used. */
  static boolean initialize() {
    return UNSAFE;
  }

  private static boolean initializeKryo() {
    if (System.getProperty(PROPERTY) != null) {
      return Util.isUnsafeAvailable();
    }
    System.setProperty(PROPERTY, "false");
    try {
      return Util.isUnsafeAvailable();
    } finally {
      System.clearProperty(PROPERTY);
    }
  }
}
