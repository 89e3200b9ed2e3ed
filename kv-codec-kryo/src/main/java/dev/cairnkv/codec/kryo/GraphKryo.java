package dev.cairnkv.codec.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.util.MapReferenceResolver;
import org.jspecify.annotations.Nullable;

/** Kryo with an error that says what to do here. */
final class GraphKryo extends Kryo {

  GraphKryo(GraphClassResolver classes, @Nullable MapReferenceResolver references) {
    super(classes, references);
  }

  @Override
  @SuppressWarnings("rawtypes") // as inherited
  protected String unregisteredClassMessage(Class type) {
    return type.getName() + " is not registered: add it with KryoCodecBuilder.register";
  }
}
