import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills the folder of the archive, which has the jars in {@code lib} and the bill of materials: a
 * Java runtime, the launcher, completion scripts, licences, and the AOT cache.
 *
 * <p>Usage: {@code java FillArchive.java PROJECT FOLDER TIME}. Every file gets that time: the JVM
 * takes the cache only if the jars have the times that they had when it was made.
 */
final class FillArchive {

  /**
   * What the jars need, as {@code jdeps} says, but for {@code java.desktop}, which Kryo names for
   * classes that Cairn does not use.
   */
  private static final String MODULES = "java.logging,java.management,java.sql,jdk.unsupported";

  private final Path project;
  private final Path folder;
  private final FileTime time;

  private FillArchive(Path project, Path folder, Instant time) {
    this.project = project;
    this.folder = folder;
    this.time = FileTime.from(time);
  }

  public static void main(String[] arguments) throws Exception {
    new FillArchive(Path.of(arguments[0]), Path.of(arguments[1]), Instant.parse(arguments[2]))
        .fill();
  }

  private void fill() throws Exception {
    writeClassPath();
    makeStore();
    linkRuntime();
    copyLauncher();
    writeLicences();
    touchAll(); // what the cache will remember
    train();
    trainGet();
    delete(path("training"));
    writeCompletions();
    touchAll();
  }

  /** Makes a store to get from, with a record of each codec. */
  private void makeStore() throws Exception {
    Path log = folder.resolve("training.log");
    for (String codec : List.of("json", "kryo")) {
      List<String> put =
          List.of("--dir", path("training"), "--codec", codec, "put", codec, "value");
      run(log, command(buildJava(), List.of(), "dev.cairnkv.app.Main", put));
    }
    Files.delete(log);
  }

  /**
   * Links the runtime, with all forms of method handles that a get needs made beforehand: the JVM
   * would make a class for each of them at every start.
   */
  private void linkRuntime() throws Exception {
    Path forms = folder.resolve("forms");
    run(forms, getting(buildJava(), "-Djava.lang.invoke.MethodHandle.TRACE_RESOLVE=true"));
    Files.write(forms, Files.readAllLines(forms).stream().flatMap(FillArchive::form).toList());
    List<String> arguments =
        List.of(
            "--add-modules",
            MODULES,
            "--generate-jli-classes=@" + forms,
            "--output",
            path("runtime"));
    List<String> small =
        List.of("--strip-java-debug-attributes", "--no-header-files", "--no-man-pages");
    int status =
        ToolProvider.findFirst("jlink")
            .orElseThrow(() -> new IllegalStateException("this JDK has no jlink"))
            .run(
                System.out,
                System.err,
                Stream.of(arguments, small).flatMap(List::stream).toArray(String[]::new));
    require(status == 0, "jlink ended with status " + status);
    Files.delete(forms);
  }

  /** Returns what a line says of a form, behind a value that may have been printed before. */
  private static Stream<String> form(String line) {
    int start = Math.max(line.indexOf("[LF_RESOLVE]"), line.indexOf("[SPECIES_RESOLVE]"));
    return start < 0 ? Stream.empty() : Stream.of(line.substring(start));
  }

  /** Names the jars in a jar without anything else, so that the launcher need not know them. */
  private void writeClassPath() throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.CLASS_PATH, String.join(" ", jarNames()));
    Path jar = folder.resolve("lib/kv.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      ZipEntry entry = new ZipEntry(JarFile.MANIFEST_NAME);
      entry.setTimeLocal(time.toInstant().atOffset(ZoneOffset.UTC).toLocalDateTime());
      out.putNextEntry(entry);
      manifest.write(out);
      out.closeEntry();
    }
  }

  private List<String> jarNames() throws IOException {
    try (Stream<Path> jars = Files.list(folder.resolve("lib"))) {
      return jars.map(jar -> jar.getFileName().toString())
          .filter(name -> name.endsWith(".jar"))
          .sorted()
          .toList();
    }
  }

  private void copyLauncher() throws IOException {
    Path launcher = folder.resolve("bin/kv");
    Files.createDirectories(launcher.getParent());
    Files.copy(project.resolve("kv-dist/src/build/kv"), launcher);
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.copy(project.resolve("LICENSE"), folder.resolve("LICENSE"));
    Files.copy(project.resolve("NOTICE"), folder.resolve("NOTICE"));
  }

  /** Copies the licences that the jars hold, adds those that they do not, and lists all of them. */
  private void writeLicences() throws IOException {
    Path licences = Files.createDirectories(folder.resolve("licences"));
    StringBuilder list =
        new StringBuilder("What is in lib besides Cairn, and under which licences:\n\n");
    JsonNode bill = correctedBill(folder.resolve("bom.cdx.json"));
    for (JsonNode component : bill.get("components")) {
      String name = component.get("name").asString();
      String group = component.path("group").asString("");
      if (group.equals("dev.cairnkv")) {
        continue;
      }
      String version = component.get("version").asString();
      String licence = licence(component);
      list.append("%s:%s %s: %s%n".formatted(group, name, version, licence));
      boolean found = extract(folder.resolve("lib/" + name + "-" + version + ".jar"), licences);
      found |= add(name, licences);
      require(
          found || licence.startsWith("Apache-2.0") || licence.startsWith("Public Domain"),
          "there is no text of the licence of " + name + ": add kv-dist/src/licences/" + name);
    }
    list.append("\nThe Java runtime: runtime/legal\n");
    Files.writeString(folder.resolve("THIRD-PARTY.txt"), list);
  }

  /**
   * JLine says "The BSD License" and links to the one with three clauses, which is what its jars
   * hold. The maker of the bill takes that name for the one with four.
   */
  private static JsonNode correctedBill(Path file) throws IOException {
    JsonNode corrected = JsonMapper.shared().readTree(file);
    for (JsonNode component : corrected.get("components")) {
      for (JsonNode choice : component.path("licenses")) {
        if (component.path("group").asString("").equals("org.jline")
            && choice.path("license") instanceof ObjectNode licence
            && licence.path("id").asString("").equals("BSD-4-Clause")) {
          licence.put("id", "BSD-3-Clause");
        }
      }
    }
    JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValue(file, corrected);
    return corrected;
  }

  private static String licence(JsonNode component) {
    List<String> names = new ArrayList<>();
    for (JsonNode choice : component.path("licenses")) {
      JsonNode licence = choice.path("license");
      names.add(
          licence.has("id") ? licence.get("id").asString() : licence.path("name").asString("?"));
      if (choice.has("expression")) {
        names.set(names.size() - 1, choice.get("expression").asString());
      }
    }
    require(!names.isEmpty() && !names.contains("?"), "no licence is known of " + component);
    return String.join(" or ", names);
  }

  private static boolean extract(Path jar, Path licences) throws IOException {
    boolean found = false;
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().toList()) {
        String name = entry.getName();
        if (name.matches("META-INF/[^/]*(LICENSE|NOTICE)[^/]*")) {
          Path target = licences.resolve(jar.getFileName().toString().replace(".jar", ""));
          Files.createDirectories(target);
          try (InputStream in = file.getInputStream(entry)) {
            Files.copy(in, target.resolve(name.substring(name.indexOf('/') + 1)));
          }
          found |= name.contains("LICENSE");
        }
      }
    }
    return found;
  }

  /** Adds the text that is kept for a family of jars, as "jline" for "jline-reader". */
  private boolean add(String name, Path licences) throws IOException {
    try (Stream<Path> texts = Files.list(project.resolve("kv-dist/src/licences"))) {
      for (Path text : texts.toList()) {
        String file = text.getFileName().toString();
        if (name.startsWith(file.replace(".txt", ""))) {
          Files.copy(text, licences.resolve(file), StandardCopyOption.REPLACE_EXISTING);
          return true;
        }
      }
    }
    return false;
  }

  private void train() throws Exception {
    run(
        folder.resolve("training.log"),
        path("runtime/bin/java"),
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "-XX:AOTCacheOutput=" + path("lib/kv.aot"),
        "-cp",
        path("lib/kv.jar"),
        "dev.cairnkv.app.Training");
    Files.delete(folder.resolve("training.log"));
  }

  /**
   * Makes the cache of the plainest get. It is of the older kind, made from a list of classes: an
   * AOT cache would take the place of the forms that were linked, with few of its own.
   */
  private void trainGet() throws Exception {
    Path log = folder.resolve("training.log");
    Path classes = folder.resolve("classes");
    String java = path("runtime/bin/java");
    run(log, getting(java, "-Xshare:off", "-XX:DumpLoadedClassList=" + classes));
    Files.write(
        classes,
        Files.readAllLines(classes).stream()
            .filter(line -> !line.startsWith("@lambda-form-invoker"))
            .toList());
    run(
        log,
        getting(
            java,
            "-Xshare:dump",
            "-XX:+AOTClassLinking",
            "-XX:SharedClassListFile=" + classes,
            "-XX:SharedArchiveFile=" + path("lib/get.jsa")));
    Files.delete(classes);
    Files.delete(log);
  }

  /** Returns the command that gets each record of the store, as the launcher does. */
  private String[] getting(String java, String... options) {
    List<String> usual =
        List.of(
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED");
    return command(
        java,
        Stream.concat(usual.stream(), Stream.of(options)).toList(),
        "dev.cairnkv.app.Training",
        List.of(path("training"), "json", "kryo", "missing"));
  }

  private String[] command(String java, List<String> options, String main, List<String> arguments) {
    return Stream.of(List.of(java), options, List.of("-cp", path("lib/kv.jar"), main), arguments)
        .flatMap(List::stream)
        .toArray(String[]::new);
  }

  private static String buildJava() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static void delete(String directory) throws IOException {
    try (Stream<Path> paths = Files.walk(Path.of(directory))) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private void writeCompletions() throws Exception {
    Path completions = Files.createDirectories(folder.resolve("completions"));
    run(completions.resolve("kv.bash"), path("bin/kv"), "completion", "bash");
    run(completions.resolve("_kv"), path("bin/kv"), "completion", "zsh");
  }

  private static void run(Path output, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("KV_") || name.contains("JAVA"));
    Process process = builder.redirectErrorStream(true).start();
    int status = process.waitFor();
    require(
        status == 0,
        String.join(" ", command) + " ended with " + status + ":\n" + Files.readString(output));
  }

  private void touchAll() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, time);
      }
    }
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
