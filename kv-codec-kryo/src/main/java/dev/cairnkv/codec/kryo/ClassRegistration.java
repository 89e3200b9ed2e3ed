package dev.cairnkv.codec.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A class that an application registers.
 *
 * @param type the class
 * @param id its id
 * @param custom the application's own serializer, or null for the one that suits the class
 */
record ClassRegistration(Class<?> type, int id, @Nullable Custom custom) {

  /**
   * A serializer of the application's own.
   *
   * @param schema what goes into the schema fingerprint
   * @param serializers makes one for each instance of Kryo
   */
  record Custom(String schema, Function<Kryo, Serializer<?>> serializers) {}
}
