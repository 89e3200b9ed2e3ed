package dev.cairnkv.codec.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.serializers.FieldSerializer;
import com.esotericsoftware.kryo.serializers.FieldSerializer.CachedField;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a class by their names, and how an object is made of them. */
abstract sealed class NamedFields {

  /** Stands for the value of a field that was not written. */
  static final Object ABSENT = new Object();

  private final List<String> names;
  private final List<Class<?>> types;

  private NamedFields(Class<?> owner, List<String> names, List<Class<?>> types) {
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException(
          owner.getName() + " must not have two fields of one name, inherited ones included");
    }
    this.names = names;
    this.types = types;
  }

  /** Returns the fields of a record or a plain class. */
  static NamedFields of(Class<?> type, Kryo kryo) {
    return type.isRecord() ? new OfRecord(type) : new OfObject(type, kryo);
  }

  int size() {
    return names.size();
  }

  String name(int index) {
    return names.get(index);
  }

  /** Returns the index of a field, or -1 if there is none of that name. */
  int indexOf(@Nullable String name) {
    return names.indexOf(name);
  }

  /** Returns the class of what a field holds. */
  Class<?> boxedType(int index) {
    return MethodType.methodType(types.get(index)).wrap().returnType();
  }

  /** Returns the value of a field. */
  @Nullable Object get(Object owner, int index) {
    try {
      return read(owner, index);
    } catch (ReflectiveOperationException e) {
      throw new KryoException(
          "cannot read the field " + name(index) + " of " + owner.getClass(), e);
    }
  }

  /** Makes an object; where a value is {@link #ABSENT}, the field has what a new object has. */
  Object make(Kryo kryo, @Nullable Object[] values) {
    try {
      return create(kryo, values);
    } catch (ReflectiveOperationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new KryoException("cannot make an object: " + cause.getMessage(), cause);
    }
  }

  abstract @Nullable Object read(Object owner, int index) throws ReflectiveOperationException;

  abstract Object create(Kryo kryo, @Nullable Object[] values) throws ReflectiveOperationException;

  /** Returns null, 0 or false. */
  @Nullable Object initial(int index) {
    return Array.get(Array.newInstance(types.get(index), 1), 0);
  }

  /** Whether a value is none: not written, or null where the field is primitive now. */
  boolean isMissing(int index, @Nullable Object value) {
    return value == ABSENT || (value == null && types.get(index).isPrimitive());
  }

  /** The components of a record. */
  private static final class OfRecord extends NamedFields {
    private final List<Method> accessors;
    private final Constructor<?> constructor;

    OfRecord(Class<?> type) {
      List<RecordComponent> components = List.of(type.getRecordComponents());
      super(
          type,
          components.stream().map(RecordComponent::getName).toList(),
          components.stream().<Class<?>>map(RecordComponent::getType).toList());
      this.accessors = components.stream().map(RecordComponent::getAccessor).toList();
      accessors.forEach(each -> each.setAccessible(true));
      Class<?>[] types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
      this.constructor =
          Arrays.stream(type.getDeclaredConstructors())
              .filter(each -> Arrays.equals(each.getParameterTypes(), types))
              .findFirst()
              .orElseThrow();
      constructor.setAccessible(true);
    }

    @Override
    @Nullable Object read(Object owner, int index) throws ReflectiveOperationException {
      return accessors.get(index).invoke(owner);
    }

    @Override
    Object create(Kryo kryo, @Nullable Object[] values) throws ReflectiveOperationException {
      for (int i = 0; i < values.length; i++) {
        if (isMissing(i, values[i])) {
          values[i] = initial(i);
        }
      }
      return constructor.newInstance(values);
    }
  }

  /** The fields of a plain class that Kryo would write; it has made them accessible. */
  private static final class OfObject extends NamedFields {
    private final Class<?> type;
    private final List<Field> fields;

    OfObject(Class<?> type, Kryo kryo) {
      List<Field> fields =
          Arrays.stream(new FieldSerializer<>(kryo, type).getFields())
              .map(CachedField::getField)
              .toList();
      super(
          type,
          fields.stream().map(Field::getName).toList(),
          fields.stream().<Class<?>>map(Field::getType).toList());
      this.type = type;
      this.fields = fields;
    }

    @Override
    @Nullable Object read(Object owner, int index) throws ReflectiveOperationException {
      return fields.get(index).get(owner);
    }

    @Override
    Object create(Kryo kryo, @Nullable Object[] values) throws ReflectiveOperationException {
      Object object = kryo.newInstance(type);
      for (int i = 0; i < values.length; i++) {
        if (!isMissing(i, values[i])) {
          fields.get(i).set(object, values[i]);
        }
      }
      return object;
    }
  }
}
