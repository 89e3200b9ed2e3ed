package dev.cairnkv.codec.kryo;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.util.DefaultClassResolver;

/** Classes by their registered ids, and never by a name that the payload says. */
final class GraphClassResolver extends DefaultClassResolver {

  /** Writes the objects of a class as those of another one, which is registered. */
  void alias(Class<?> alias, Class<?> registered) {
    classToRegistration.put(alias, kryo.getRegistration(registered));
  }

  @Override
  protected Registration readName(Input input) {
    throw new KryoException("expected the id of a class, found a name");
  }
}
