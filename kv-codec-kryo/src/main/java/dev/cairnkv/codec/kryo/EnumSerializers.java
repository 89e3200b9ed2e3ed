package dev.cairnkv.codec.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;

/**
 * Sets and maps of the constants of an enum: the class of the enum, which must be registered, the
 * number of constants, and each by its name, in a map with its value behind it.
 */
@SuppressWarnings({"unchecked", "rawtypes"}) // each class is checked to be that of an enum
final class EnumSerializers {

  private EnumSerializers() {}

  private static Class readEnum(Kryo kryo, Input input) {
    Registration registration = kryo.readClass(input);
    if (registration == null || !registration.getType().isEnum()) {
      throw new KryoException("expected the class of an enum");
    }
    return registration.getType();
  }

  private static Enum readConstant(Class type, Input input) {
    String name = input.readString();
    if (name == null) {
      throw new KryoException("expected the name of a constant of " + type.getName());
    }
    return Enum.valueOf(type, name);
  }

  /** For {@link EnumSet}. */
  static final class OfSet extends Serializer<EnumSet> {

    @Override
    public void write(Kryo kryo, Output output, EnumSet set) {
      kryo.writeClass(output, typeOf(set));
      output.writeVarInt(set.size(), true);
      for (Object each : set) {
        output.writeString(((Enum) each).name());
      }
    }

    /** An empty set does not tell its enum, but the one of all others does. */
    private static Class typeOf(EnumSet set) {
      EnumSet known = set.isEmpty() ? EnumSet.complementOf(set) : set;
      if (known.isEmpty()) {
        throw new KryoException("a set of an enum without constants cannot be written");
      }
      return ((Enum) known.iterator().next()).getDeclaringClass();
    }

    @Override
    public EnumSet read(Kryo kryo, Input input, Class<? extends EnumSet> setType) {
      Class type = readEnum(kryo, input);
      EnumSet set = EnumSet.noneOf(type);
      kryo.reference(set);
      for (int count = ((GraphInput) input).readCount(); count > 0; count--) {
        set.add(readConstant(type, input));
      }
      return set;
    }
  }

  /** For {@link EnumMap}. */
  static final class OfMap extends Serializer<EnumMap> {

    private final GraphClassResolver classes;

    OfMap(GraphClassResolver classes) {
      this.classes = classes;
    }

    @Override
    public void write(Kryo kryo, Output output, EnumMap map) {
      kryo.writeClass(output, typeOf(map));
      output.writeVarInt(map.size(), true);
      for (Map.Entry each : ((Map<Enum, Object>) map).entrySet()) {
        output.writeString(((Enum) each.getKey()).name());
        kryo.writeClassAndObject(output, each.getValue());
      }
    }

    private Class typeOf(EnumMap map) {
      return map.isEmpty()
          ? typeOfEmpty(map)
          : ((Enum) map.keySet().iterator().next()).getDeclaringClass();
    }

    /** An empty map does not tell its enum, but takes no constant of another one. */
    private Class typeOfEmpty(EnumMap map) {
      for (Class type : classes.enums()) {
        Object[] constants = type.getEnumConstants();
        if (constants.length > 0 && takes(map.clone(), (Enum) constants[0])) {
          return type;
        }
      }
      throw new KryoException("the enum of an empty map is not registered, or has no constants");
    }

    private static boolean takes(EnumMap map, Enum constant) {
      try {
        map.put(constant, null);
        return true;
      } catch (ClassCastException _) {
        return false;
      }
    }

    @Override
    public EnumMap read(Kryo kryo, Input input, Class<? extends EnumMap> mapType) {
      Class type = readEnum(kryo, input);
      EnumMap map = new EnumMap(type);
      kryo.reference(map);
      for (int count = ((GraphInput) input).readCount(); count > 0; count--) {
        Enum constant = readConstant(type, input);
        map.put(constant, kryo.readClassAndObject(input));
      }
      return map;
    }
  }
}
