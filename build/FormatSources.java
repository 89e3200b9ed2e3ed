import com.google.googlejavaformat.java.Formatter;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks or applies google-java-format on every Java source below the working directory.
 *
 * <p>Usage: {@code java FormatSources.java check|apply}. In mode {@code check} each file that is
 * not formatted is named and the exit status is 1.
 */
final class FormatSources {

  public static void main(String[] arguments) throws Exception {
    boolean apply = arguments.length == 1 && arguments[0].equals("apply");
    Formatter formatter = new Formatter();
    int unformatted = 0;
    for (Path source : sources()) {
      String found = Files.readString(source);
      String wanted = formatter.formatSourceAndFixImports(found);
      if (found.equals(wanted)) {
        continue;
      }
      if (apply) {
        Files.writeString(source, wanted);
      } else {
        unformatted++;
        System.err.println("not formatted: " + source);
      }
    }
    if (unformatted > 0) {
      System.err.println("run ./mvnw -q -N validate -Dformat to format the sources");
      System.exit(1);
    }
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    Files.walkFileTree(
        Path.of(""),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            String name = directory.getFileName().toString();
            boolean skipped = name.equals("target") || name.length() > 1 && name.startsWith(".");
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              sources.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return sources;
  }
}
