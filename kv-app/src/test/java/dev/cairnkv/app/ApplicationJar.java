package dev.cairnkv.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A jar of an application that the tests know nothing of, compiled when it is asked for. */
public final class ApplicationJar {
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final List<String> providers = new ArrayList<>();

  /** Adds a class. */
  public ApplicationJar with(String name, String source) {
    sources.put(name, source);
    return this;
  }

  /** Adds a class that provides codecs. */
  public ApplicationJar withProvider(String name, String source) {
    providers.add(name);
    return with(name, source);
  }

  /** Compiles the classes into a jar. */
  public Path write(Path jar) throws IOException {
    Path classes = Files.createTempDirectory(jar.getParent(), "classes");
    compile(classes);
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file);
        Stream<Path> compiled = Files.walk(classes)) {
      for (Path each : compiled.filter(Files::isRegularFile).toList()) {
        add(zip, classes.relativize(each).toString().replace('\\', '/'), Files.readAllBytes(each));
      }
      if (!providers.isEmpty()) {
        add(
            zip,
            "META-INF/services/dev.cairnkv.spi.CodecProvider",
            String.join("\n", providers).getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  /** Calls a method without parameters but a path, with the classes of a jar. */
  public static void call(Path jar, String type, String method, Path argument) throws Exception {
    URL[] urls = {jar.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, ApplicationJar.class.getClassLoader())) {
      loader.loadClass(type).getMethod(method, Path.class).invoke(null, argument);
    }
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private void compile(Path classes) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of(
            "-d",
            classes.toString(),
            "-proc:none",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    List<JavaFileObject> units =
        sources.entrySet().stream()
            .<JavaFileObject>map(each -> new Source(each.getKey(), each.getValue()))
            .toList();
    boolean done = compiler.getTask(messages, null, null, options, null, units).call();
    assertThat(done).as(messages.toString()).isTrue();
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
