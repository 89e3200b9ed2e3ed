package dev.cairnkv.codec.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import dev.cairnkv.KeyType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link KryoCodec} of values of classes.
 *
 * <p><b>Registering.</b> Every class that may occur in a value is registered with an id of its own,
 * records, plain classes, enums and arrays alike: a payload can name no other. Known beforehand are
 * the primitive types, {@code String}, the common collections and maps, mutable and immutable ones,
 * {@code EnumSet}, {@code EnumMap}, {@code PriorityQueue}, {@code Optional}, {@code UUID}, {@code
 * BigDecimal}, {@code BigInteger}, {@code URI}, {@code Locale}, {@code Currency}, {@code Date}, the
 * classes of {@code java.time} and arrays of primitives, strings and {@code Object}. A class of an
 * immutable or unmodifiable collection may come back as another such class.
 *
 * <p>A plain class needs a constructor without parameters, private if you like. Its fields are
 * written but for {@code transient} ones. In a module, open the package to {@code
 * com.esotericsoftware.kryo}. Enum constants are written by their name, so that new ones harm
 * nothing. Objects nest at most 500 levels deep.
 *
 * <p><b>Changing classes.</b> Fields are written in the order of their names, and without them. So
 * ids, class names, and the names and types of fields are part of the schema fingerprint: a shard
 * that was written with others is refused with a typed error instead of being misread. To change a
 * class, there are three ways. {@link #evolving} writes the names of fields, so that they may come
 * and go. An {@link dev.cairnkv.codec.UpcastingCodec} reads what was written with the classes as
 * they were, and turns it into today's. And a serializer of your own may read what it wrote before,
 * with a schema name that stays the same.
 *
 * <p><b>Hostile payloads.</b> A length is compared to what is left of the payload before anything
 * is allocated for it; Java serialization is refused; no class is loaded by its name. What is left
 * to the application: its own serializers must do the same, and the constructors of registered
 * classes run with whatever their fields' types allow.
 *
 * <p><b>Unsafe.</b> On JDK 24 and newer, Kryo's probe of {@code sun.misc.Unsafe} prints a warning.
 * The first {@link #build} in a process therefore sets the system property {@code kryo.unsafe} to
 * {@code false} while it initializes Kryo, and removes it again; a value that the application has
 * set stays in force. It has no effect if the application used Kryo before.
 *
 * <p>Not safe for use by several threads at once.
 *
 * {@snippet file="ChoosingCodecs.java" region="kryo"}
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class KryoCodecBuilder<K, V> {

  /** The lowest id of a class; ids up to 125 take one byte. */
  public static final int MIN_ID = 20;

  /** The highest id of a class. */
  public static final int MAX_ID = JdkClasses.FIRST_RARE_ID - 1;

  private final KeyType<K> keyType;
  private final Class<V> valueType;
  private final Map<Integer, ClassRegistration> registrations = new LinkedHashMap<>();
  private boolean references;
  private boolean evolving;

  KryoCodecBuilder(KeyType<K> keyType, Class<V> valueType) {
    this.keyType = keyType;
    this.valueType = valueType;
  }

  /**
   * Registers a class with the serializer that suits it.
   *
   * @param id a number from {@value #MIN_ID} to {@value #MAX_ID} that stays with the class for good
   * @throws IllegalArgumentException if the id is outside that range, the id or class is registered
   *     already, or no object can be of this very class or be made by Kryo
   */
  public KryoCodecBuilder<K, V> register(Class<?> type, int id) {
    requireUsable(type);
    return add(new ClassRegistration(type, id, null));
  }

  /**
   * Registers a class with a serializer of the caller's.
   *
   * @param id a number from {@value #MIN_ID} to {@value #MAX_ID} that stays with the class for good
   * @param schema the name of what the serializer writes: change it when the serializer no longer
   *     reads what it wrote under that name
   * @param serializers makes a serializer for each instance of Kryo. It must read only as much as
   *     it wrote, and allocate for no length before comparing it to what is left of the input
   * @throws IllegalArgumentException if the id is outside that range, or the id or class is
   *     registered already
   */
  public <T> KryoCodecBuilder<K, V> register(
      Class<T> type, int id, String schema, Function<Kryo, Serializer<T>> serializers) {
    Function<Kryo, Serializer<?>> each = serializers::apply;
    return add(new ClassRegistration(type, id, new ClassRegistration.Custom(schema, each)));
  }

  /**
   * Sets whether an object that occurs twice in a value is written once, so that it is the same
   * object again, and may refer to itself: not unless set. A record or immutable collection cannot
   * be part of a circle.
   */
  public KryoCodecBuilder<K, V> references(boolean references) {
    this.references = references;
    return this;
  }

  /**
   * Sets whether the fields of records and plain classes are written with their names: not unless
   * set. Then fields, classes and enum constants may be added and taken away, and a class may be
   * renamed or moved: its id is what stays. A field that a class no longer has is passed over; one
   * that was not written is null, 0 or false in a record, and in a plain class what its constructor
   * leaves it at. A field whose type has changed, or an object none of whose fields is known any
   * more, is an error. A store that was written without this needs an {@link
   * dev.cairnkv.codec.UpcastingCodec} to be read with it.
   *
   * <p>Names take room: a record takes about as much as in JSON. A module opens the package of its
   * records to {@code dev.cairnkv.codec.kryo}, too. Together with {@link #references} it is
   * refused: what is passed over may be referred to from elsewhere.
   */
  public KryoCodecBuilder<K, V> evolving(boolean evolving) {
    this.evolving = evolving;
    return this;
  }

  /**
   * Returns the codec.
   *
   * @throws IllegalArgumentException if a registered class has a field of a final class that is not
   *     registered, is not open to Kryo, or asks for Java serialization, or if evolving classes and
   *     references were both asked for
   */
  public KryoCodec<K, V> build() {
    if (evolving && references) {
      throw new IllegalArgumentException(
          "classes cannot evolve where objects are referred to: leave out references or evolving");
    }
    try {
      ClassTable classes = new ClassTable(registrations.values(), references, evolving);
      return new KryoCodec<>(keyType, new GraphForm<>(valueType, classes));
    } catch (InaccessibleObjectException | KryoException e) {
      throw new IllegalArgumentException("a class cannot be used by Kryo: " + e.getMessage(), e);
    }
  }

  private KryoCodecBuilder<K, V> add(ClassRegistration registration) {
    int id = registration.id();
    if (id < MIN_ID || id > MAX_ID) {
      throw new IllegalArgumentException(
          "the id of %s must be from %d to %d, but is %d"
              .formatted(registration.type().getName(), MIN_ID, MAX_ID, id));
    }
    for (ClassRegistration other : registrations.values()) {
      if (other.type() == registration.type()) {
        throw new IllegalArgumentException(other.type().getName() + " is registered already");
      }
    }
    @Nullable ClassRegistration other = registrations.putIfAbsent(id, registration);
    if (other != null) {
      throw new IllegalArgumentException("the id " + id + " is that of " + other.type().getName());
    }
    return this;
  }

  private static void requireUsable(Class<?> type) {
    if (type.isEnum() || type.isArray() || type.isRecord()) {
      return;
    }
    if (type.isPrimitive() || Modifier.isAbstract(type.getModifiers())) {
      throw new IllegalArgumentException(
          type.getName() + " has no objects of its own: register the classes that extend it");
    }
    Constructor<?>[] constructors = type.getDeclaredConstructors();
    if (Arrays.stream(constructors).noneMatch(each -> each.getParameterCount() == 0)) {
      throw new IllegalArgumentException(
          type.getName()
              + " must have a constructor without parameters, be a record,"
              + " or be registered with a serializer of its own");
    }
  }
}
