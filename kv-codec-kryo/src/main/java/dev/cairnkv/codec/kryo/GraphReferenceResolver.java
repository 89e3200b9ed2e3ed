package dev.cairnkv.codec.kryo;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.util.MapReferenceResolver;

/** Refuses a reference to an object that is not made yet, which Kryo would read as null. */
final class GraphReferenceResolver extends MapReferenceResolver {

  @Override
  @SuppressWarnings("rawtypes") // as inherited
  public Object getReadObject(Class type, int id) {
    Object object = id >= 0 && id < readObjects.size() ? readObjects.get(id) : null;
    if (object == null) {
      throw new KryoException("a reference leads to an object that is not made yet: " + id);
    }
    return object;
  }
}
