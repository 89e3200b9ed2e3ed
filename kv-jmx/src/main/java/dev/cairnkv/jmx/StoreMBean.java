package dev.cairnkv.jmx;

import dev.cairnkv.KvStore;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * Shows stores in JMX, each as a {@link StoreMXBean}. Its object name is {@code
 * dev.cairnkv:type=Store,name=NAME}, where NAME is the name that was given if it consists of
 * letters of ASCII, digits, dots, dashes and underscores, and {@linkplain ObjectName#quote quoted}
 * otherwise. JMX refers to the store until it is taken out again.
 *
 * <p>Register a store when it is open, and close what that returns when it is shut down:
 *
 * {@snippet file="UsingAStore.java" region="jmx"}
 */
public final class StoreMBean {

  /** The domain of all object names. */
  public static final String DOMAIN = "dev.cairnkv";

  private static final String PLAIN_NAME = "[\\w.-]+";

  private StoreMBean() {}

  /**
   * Shows a store in the MBean server of the platform.
   *
   * @param name what tells this store from others in this process, such as the name of its
   *     directory
   * @throws IllegalArgumentException if the name is empty
   * @throws IllegalStateException if there is a store of that name, or JMX refuses it otherwise
   */
  public static Registration register(KvStore<?, ?> store, String name) {
    return register(store, name, ManagementFactory.getPlatformMBeanServer());
  }

  /** The same as {@link #register(KvStore, String)} for an MBean server of one's own. */
  public static Registration register(KvStore<?, ?> store, String name, MBeanServer server) {
    Objects.requireNonNull(store, "store");
    ObjectName objectName = objectName(name);
    try {
      server.registerMBean(new StoreFigures(store), objectName);
    } catch (InstanceAlreadyExistsException e) {
      throw new IllegalStateException(
          "a store is registered as %s already; give each a name of its own".formatted(objectName),
          e);
    } catch (JMException e) {
      throw new IllegalStateException("cannot register " + objectName, e);
    }
    return new Registration(server, objectName);
  }

  /**
   * Returns the object name of a store.
   *
   * @throws IllegalArgumentException if the name is empty
   */
  public static ObjectName objectName(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("the name of a store in JMX must not be empty");
    }
    String value = name.matches(PLAIN_NAME) ? name : ObjectName.quote(name);
    try {
      return new ObjectName(DOMAIN + ":type=Store,name=" + value);
    } catch (MalformedObjectNameException e) {
      throw new IllegalArgumentException("no name for JMX: " + name, e);
    }
  }

  /** A store that JMX shows until this is closed. Safe for use by any number of threads. */
  public static final class Registration implements AutoCloseable {
    private final MBeanServer server;
    private final ObjectName objectName;

    private Registration(MBeanServer server, ObjectName objectName) {
      this.server = server;
      this.objectName = objectName;
    }

    /** Returns the name under which the store is shown. */
    public ObjectName objectName() {
      return objectName;
    }

    /** Takes the store out of JMX, and leaves it as it is. A second call does nothing. */
    @Override
    public void close() {
      try {
        server.unregisterMBean(objectName);
      } catch (InstanceNotFoundException _) {
        return; // someone took it out already
      } catch (JMException e) {
        throw new IllegalStateException("cannot unregister " + objectName, e);
      }
    }
  }
}
