package dev.cairnkv.codec.kryo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairnkv.KeyType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On JDK 24 and newer a use of {@code sun.misc.Unsafe} prints a warning: there must be none. */
final class KryoWarningTest {

  @Test
  void printsNothing() throws Exception {
    Result result = runChild();
    assertThat(result.standardError()).isEmpty();
    assertThat(result.standardOutput()).isEqualTo("null false");
  }

  @Test
  void leavesTheSwitchToAnApplicationThatSetsIt() throws Exception {
    assertThat(runChild("-Dkryo.unsafe=true", "--sun-misc-unsafe-memory-access=allow"))
        .isEqualTo(new Result("true true", ""));
  }

  private static Result runChild(String... options) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
    Process process = new ProcessBuilder(command).start();
    process.getOutputStream().close();
    String error = new String(process.getErrorStream().readAllBytes(), UTF_8);
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(error).isZero();
    return new Result(output, error);
  }

  record Result(String standardOutput, String standardError) {}

  /** Round trips of all kinds of values; then prints the property and whether Unsafe is used. */
  static final class Child {
    public static void main(String[] arguments) {
      KryoCodec.strings().decode(KryoCodec.strings().encode("k", "v"));
      KryoCodec<String, Object> codec =
          KryoCodec.builder(KeyType.STRING, Object.class)
              .register(Point.class, 20)
              .register(Shape.class, 21)
              .build();
      Shape shape = new Shape();
      shape.points = List.of(new Point(1, 2));
      codec.decode(codec.encode("k", shape));
      System.out.print(System.getProperty("kryo.unsafe") + " " + KryoSwitch.initialize());
    }
  }

  record Point(int x, int y) {}

  /** Public, with a public field: Kryo makes code for that. */
  public static class Shape {
    public List<Point> points = List.of();
  }
}
