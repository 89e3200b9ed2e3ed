package dev.cairnkv.codec.kryo;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.util.DefaultClassResolver;
import java.util.ArrayList;
import java.util.List;

/** Classes by their registered ids, and never by a name that the payload says. */
class GraphClassResolver extends DefaultClassResolver {

  /** Writes the objects of a class as those of another one, which is registered. */
  void alias(Class<?> alias, Class<?> registered) {
    classToRegistration.put(alias, kryo.getRegistration(registered));
  }

  /** Returns the classes of enums that are registered. */
  List<Class<?>> enums() {
    List<Class<?>> enums = new ArrayList<>();
    for (Registration each : idToRegistration.values()) {
      if (each.getType().isEnum()) {
        enums.add(each.getType());
      }
    }
    return enums;
  }

  @Override
  protected Registration readName(Input input) {
    throw new KryoException("expected the id of a class, found a name");
  }
}
