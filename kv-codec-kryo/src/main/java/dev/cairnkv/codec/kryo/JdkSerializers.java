package dev.cairnkv.codec.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.ImmutableSerializer;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;

/** Serializers of JDK classes where Kryo's own lose something, believe a length or need more. */
final class JdkSerializers {

  private JdkSerializers() {}

  /** Kryo's own loses the offset, which matters in the hour that comes twice. */
  static final class ZonedDateTimeSerializer extends ImmutableSerializer<ZonedDateTime> {

    @Override
    public void write(Kryo kryo, Output output, ZonedDateTime time) {
      kryo.writeObject(output, time.toLocalDateTime());
      kryo.writeObject(output, time.getOffset());
      output.writeString(time.getZone().getId());
    }

    @Override
    public ZonedDateTime read(Kryo kryo, Input input, Class<? extends ZonedDateTime> type) {
      LocalDateTime local = kryo.readObject(input, LocalDateTime.class);
      ZoneOffset offset = kryo.readObject(input, ZoneOffset.class);
      return ZonedDateTime.ofInstant(local, offset, ZoneId.of(input.readString()));
    }
  }

  /** Kryo's own allocates before it looks. */
  static final class BooleansSerializer extends ImmutableSerializer<boolean[]> {

    @Override
    public void write(Kryo kryo, Output output, boolean[] array) {
      output.writeVarInt(array.length, true);
      output.writeBooleans(array, 0, array.length);
    }

    @Override
    public boolean[] read(Kryo kryo, Input input, Class<? extends boolean[]> type) {
      return input.readBooleans(input.readVarInt(true));
    }
  }

  /** Kryo's own needs the module {@code java.sql}, which need not be there. */
  @SuppressWarnings("JavaUtilDate") // an application may have one
  static final class DateSerializer extends Serializer<Date> {

    @Override
    public void write(Kryo kryo, Output output, Date date) {
      output.writeLong(date.getTime());
    }

    @Override
    public Date read(Kryo kryo, Input input, Class<? extends Date> type) {
      return new Date(input.readLong());
    }
  }
}
