package dev.cairnkv.app.seen;

import com.google.inject.Module;
import dev.cairnkv.TextKeys;
import dev.cairnkv.app.config.ApplicationCodecs;
import dev.cairnkv.app.config.ConfigException;
import dev.cairnkv.app.config.KvConfig;
import dev.cairnkv.app.wiring.SeenStoreModule;
import dev.cairnkv.spi.Codec;
import dev.cairnkv.spi.CodecProvider;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** A store of an application whose classes the operator has named. */
public final class ApplicationStore {
  private static final String FLAG = "--classpath: ";

  private ApplicationStore() {}

  /**
   * Returns the module that wires it with the application's own codecs.
   *
   * @throws ConfigException if the classes cannot be loaded, or do not tell which codecs to use
   */
  public static Module module(KvConfig config) {
    try {
      return module(config, provider(config.application()));
    } catch (ServiceConfigurationError | LinkageError | ReflectiveOperationException e) {
      throw new ConfigException(FLAG + "the application's codecs cannot be loaded: " + e, e);
    }
  }

  private static <K, V> Module module(KvConfig config, CodecProvider<K, V> provider) {
    TextKeys<K> keys = TextKeys.of(provider.keyType());
    Values<V> values = new Values.OfType<>(provider.valueType());
    Codec<K, V> writer = provider.writer();
    List<Codec<byte[], byte[]>> readers =
        provider.readers().stream()
            .filter(codec -> !codec.equals(writer))
            .<Codec<byte[], byte[]>>map(codec -> new SeenCodec<>(codec, keys, values, true))
            .toList();
    return new SeenStoreModule(
        config, keys.asKeyType(), new SeenCodec<>(writer, keys, values, true), readers);
  }

  private static CodecProvider<?, ?> provider(ApplicationCodecs application)
      throws ReflectiveOperationException {
    ClassLoader classes = classes(application.classpath());
    if (!application.provider().isEmpty()) {
      Class<?> named = Class.forName(application.provider(), true, classes);
      if (!CodecProvider.class.isAssignableFrom(named)) {
        throw new ConfigException(
            "--codec-provider: %s is no %s"
                .formatted(named.getName(), CodecProvider.class.getName()));
      }
      return (CodecProvider<?, ?>) named.getConstructor().newInstance();
    }
    List<? extends ServiceLoader.Provider<? extends CodecProvider<?, ?>>> found =
        providers(classes);
    if (found.size() != 1) {
      throw new ConfigException(FLAG + wrongNumber(found));
    }
    return found.getFirst().get();
  }

  @SuppressWarnings({"rawtypes", "unchecked"}) // a class literal has no type arguments
  private static List<? extends ServiceLoader.Provider<? extends CodecProvider<?, ?>>> providers(
      ClassLoader classes) {
    ServiceLoader<? extends CodecProvider<?, ?>> loader =
        (ServiceLoader) ServiceLoader.load(CodecProvider.class, classes);
    return loader.stream().toList();
  }

  private static String wrongNumber(List<? extends ServiceLoader.Provider<?>> found) {
    return found.isEmpty()
        ? "expected a codec provider, found none: name its class in META-INF/services/%s, or by --codec-provider"
            .formatted(CodecProvider.class.getName())
        : "expected one codec provider, found %d: say --codec-provider with %s"
            .formatted(
                found.size(),
                found.stream()
                    .map(each -> each.type().getName())
                    .collect(Collectors.joining(" or ")));
  }

  /** The loader lives as long as the process: the classes of what is read are needed to the end. */
  private static ClassLoader classes(List<Path> classpath) {
    URL[] urls = classpath.stream().map(ApplicationStore::url).toArray(URL[]::new);
    return new URLClassLoader("application", urls, ApplicationStore.class.getClassLoader());
  }

  private static URL url(Path path) {
    if (!Files.exists(path)) {
      throw new ConfigException(
          FLAG
              + path
              + ": no such file or directory; several are separated by "
              + File.pathSeparator);
    }
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new ConfigException(FLAG + path + ": " + e.getMessage(), e);
    }
  }
}
