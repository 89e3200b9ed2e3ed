package dev.cairnkv.codec.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An object as the number of its fields and, for each, its name, the length of its value, and the
 * value with its class. So a field may come and go: one that is not known is passed over, whatever
 * it holds, and one that is not there keeps what a new object has.
 *
 * <p>Kryo's own compatible serializers write chunks, which are read past {@link GraphInput} and its
 * checks, and do not know records.
 */
final class EvolvingSerializer extends Serializer<Object> {

  private final NamedFields fields;

  EvolvingSerializer(NamedFields fields) {
    this.fields = fields;
  }

  @Override
  public void write(Kryo kryo, Output output, Object object) {
    GraphOutput sized = (GraphOutput) output;
    output.writeVarInt(fields.size(), true);
    for (int i = 0; i < fields.size(); i++) {
      output.writeString(fields.name(i));
      int start = sized.beginSized();
      kryo.writeClassAndObject(output, fields.get(object, i));
      sized.endSized(start);
    }
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<?> type) {
    @Nullable Object[] values = new @Nullable Object[fields.size()];
    Arrays.fill(values, NamedFields.ABSENT);
    int count = ((GraphInput) input).readCount();
    int known = 0;
    for (int i = 0; i < count; i++) {
      int index = fields.indexOf(input.readString());
      int length = ((GraphInput) input).readCount();
      int end = input.position() + length;
      if (index >= 0) {
        known++;
        values[index] = value(kryo, input, index);
        requirePosition(input, end, index);
      }
      input.setPosition(end);
    }
    if (known == 0 && count > 0 && fields.size() > 0) {
      throw new KryoException(
          "none of "
              + count
              + " fields is one of "
              + type.getName()
              + ": its id was another class's, or all fields have changed");
    }
    return fields.make(kryo, values);
  }

  private @Nullable Object value(Kryo kryo, Input input, int index) {
    Object value = kryo.readClassAndObject(input);
    Class<?> expected = fields.boxedType(index);
    if (value != null && !expected.isInstance(value)) {
      throw new KryoException(
          "expected a %s in the field %s, found a %s"
              .formatted(expected.getName(), fields.name(index), value.getClass().getName()));
    }
    return value;
  }

  private void requirePosition(Input input, int end, int index) {
    if (input.position() != end) {
      throw new KryoException(
          "the value of the field %s ends %d bytes from where it should"
              .formatted(fields.name(index), input.position() - end));
    }
  }
}
