package dev.cairnkv.codec.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.serializers.FieldSerializer;
import com.esotericsoftware.kryo.serializers.FieldSerializer.CachedField;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The fields of a class in the order in which Kryo writes them, as a text. */
final class ClassFields {

  private ClassFields() {}

  static List<String> ofRecord(Class<?> type, Kryo kryo) {
    return Arrays.stream(type.getRecordComponents())
        .sorted(Comparator.comparing(RecordComponent::getName))
        .map(each -> describe(type, each.getName(), each.getType(), kryo))
        .toList();
  }

  static List<String> of(FieldSerializer<?> serializer, Kryo kryo) {
    return Arrays.stream(serializer.getFields())
        .map(each -> describe(serializer.getType(), each, kryo))
        .toList();
  }

  private static String describe(Class<?> owner, CachedField field, Kryo kryo) {
    String text = describe(owner, field.getName(), field.getField().getType(), kryo);
    return text
        + (field.getCanBeNull() ? "?" : "")
        + (field.getVariableLengthEncoding() ? "" : " fixed")
        + (field.getOptimizePositive() ? " positive" : "")
        + (field.getSerializer() == null ? "" : " " + field.getSerializer().getClass().getName());
  }

  /** The class of an object stands before it unless the class of the field is final. */
  private static String describe(Class<?> owner, String name, Class<?> type, Kryo kryo) {
    if (!kryo.isFinal(type)) {
      return name + ":" + type.getName();
    }
    if (kryo.getClassResolver().getRegistration(type) == null) {
      throw new IllegalArgumentException(
          "%s has a field %s of class %s: register that class, too"
              .formatted(owner.getName(), name, type.getName()));
    }
    return name + ":final " + type.getName();
  }
}
