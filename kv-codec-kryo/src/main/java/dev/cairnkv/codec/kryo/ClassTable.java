package dev.cairnkv.codec.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoSerializable;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.serializers.EnumNameSerializer;
import com.esotericsoftware.kryo.serializers.ExternalizableSerializer;
import com.esotericsoftware.kryo.serializers.FieldSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import com.esotericsoftware.kryo.serializers.RecordSerializer;
import dev.cairnkv.codec.kryo.ElementsSerializer.ElementsHeader;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The classes that a codec knows: it sets up instances of Kryo, all alike. */
final class ClassTable {

  /** How deep objects may nest: it guards the stack, which the size of a payload does not. */
  static final int MAX_DEPTH = 500;

  private final List<ClassRegistration> registrations;
  private final boolean references;
  private final boolean evolving;

  ClassTable(Collection<ClassRegistration> registrations, boolean references, boolean evolving) {
    this.registrations =
        registrations.stream().sorted(Comparator.comparingInt(ClassRegistration::id)).toList();
    this.references = references;
    this.evolving = evolving;
  }

  /** Returns a new instance that knows the classes and nothing else. */
  Kryo newKryo() {
    KryoSwitch.initialize();
    GraphClassResolver resolver = new GraphClassResolver();
    Kryo kryo = new GraphKryo(resolver, references ? new GraphReferenceResolver() : null);
    setUp(kryo, resolver);
    for (ClassRegistration each : registrations) {
      if (resolver.getRegistration(each.type()) != null) {
        throw new IllegalArgumentException(each.type().getName() + " is known already");
      }
      kryo.register(each.type(), serializer(each, kryo), each.id());
    }
    return kryo;
  }

  /** Sets up an instance that knows no class of an application yet. */
  static void setUp(Kryo kryo, GraphClassResolver resolver) {
    kryo.setRegistrationRequired(true);
    kryo.setMaxDepth(MAX_DEPTH);
    // Otherwise the bytes of a collection depend on the generic type of the field that it is in.
    kryo.setOptimizedGenerics(false);
    JdkClasses.register(kryo, resolver);
  }

  /**
   * Returns a text that changes when the bytes would mean something else: ids, classes, kinds of
   * serializers, and the fields of those that write fields without their names. With evolving
   * classes, only what does not tell its own form counts.
   */
  String schema() {
    Kryo kryo = newKryo();
    StringJoiner lines = new StringJoiner("\n");
    lines.add(evolving ? "evolving" : "references " + references);
    for (ClassRegistration each : registrations) {
      if (evolving && tellsItsForm(each, kryo)) {
        continue;
      }
      lines.add(each.id() + " " + each.type().getName() + " " + kind(each, kryo));
    }
    return lines.toString();
  }

  private static boolean tellsItsForm(ClassRegistration registration, Kryo kryo) {
    return switch (kryo.getRegistration(registration.type()).getSerializer()) {
      case EvolvingSerializer _,
          EnumNameSerializer _,
          ArraySerializer _,
          ElementsSerializer _,
          EntriesSerializer _ ->
          registration.custom() == null;
      default -> false;
    };
  }

  private Serializer<?> serializer(ClassRegistration registration, Kryo kryo) {
    ClassRegistration.Custom custom = registration.custom();
    Serializer<?> serializer =
        custom == null ? serializer(registration.type(), kryo) : custom.serializers().apply(kryo);
    if (serializer instanceof JavaSerializer || serializer instanceof ExternalizableSerializer) {
      throw new IllegalArgumentException(
          registration.type().getName() + " must not use Java serialization");
    }
    return serializer;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // each branch has checked what the class is
  private Serializer<?> serializer(Class<?> type, Kryo kryo) {
    if (type.isEnum()) {
      return new EnumNameSerializer((Class<? extends Enum>) type);
    }
    if (type.isRecord()) {
      return evolving
          ? new EvolvingSerializer(NamedFields.of(type, kryo))
          : new RecordSerializer<>(type);
    }
    if (type.isArray() && !type.getComponentType().isPrimitive()) {
      return new ArraySerializer();
    }
    if (KryoSerializable.class.isAssignableFrom(type)) {
      return kryo.getDefaultSerializer(type);
    }
    if (Collection.class.isAssignableFrom(type)) {
      return ElementsSerializer.mutable(ElementsHeader::newCollection);
    }
    if (Map.class.isAssignableFrom(type)) {
      return EntriesSerializer.mutable(ElementsHeader::newMap);
    }
    Serializer<?> usual = kryo.getDefaultSerializer(type);
    return evolving && usual instanceof FieldSerializer
        ? new EvolvingSerializer(NamedFields.of(type, kryo))
        : usual;
  }

  private static String kind(ClassRegistration registration, Kryo kryo) {
    ClassRegistration.Custom custom = registration.custom();
    if (custom != null) {
      return "custom " + custom.schema();
    }
    Serializer<?> serializer = kryo.getRegistration(registration.type()).getSerializer();
    String name = serializer.getClass().getSimpleName();
    return switch (serializer) {
      case RecordSerializer<?> record -> name + ClassFields.ofRecord(registration.type(), kryo);
      case FieldSerializer<?> fields -> name + ClassFields.of(fields, kryo);
      default -> name;
    };
  }
}
