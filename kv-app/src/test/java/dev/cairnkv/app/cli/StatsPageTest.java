package dev.cairnkv.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairnkv.CompactionStats;
import dev.cairnkv.OperationStats;
import dev.cairnkv.RestoreReport;
import dev.cairnkv.ShardStats;
import dev.cairnkv.SnapshotStats;
import dev.cairnkv.StoreStats;
import dev.cairnkv.TimingStats;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of {@code stats --html}. */
class StatsPageTest {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");

  /** Green, as the page has it for live bytes. */
  private static final int LIVE_COLOR = 0x2e9e5b;

  private static final int DEAD_COLOR = 0xd9604c;
  private static final long MIB = 1 << 20;

  @TempDir Path directory;

  @Test
  void holdsEveryFigureAndNeedsNoNetwork() throws IOException {
    String page = page("/data/<b>&\"store\"");

    assertThat(page)
        .contains("<h1>/data/&lt;b&gt;&amp;&quot;store&quot;</h1>")
        .contains("2026-11-24T01:00:00Z")
        .contains("<dt>keys</dt><dd>1,234</dd>")
        .contains("2.00 times the live data")
        .contains("synced 10 records behind, checkpoint 100 records behind")
        .contains("<title>live 48.0 MiB</title>", "<title>free 48.0 MiB</title>")
        .contains("<td>2</td><td>kryo 1</td><td>active</td><td>64.0 MiB</td>")
        .doesNotContain("{{", "http:", "https:", "src=", "@import", "url(");
  }

  @Test
  void writesThePageToAFileAndPrintsNothing() throws IOException {
    Terminal terminal = new Terminal(directory);
    terminal.run("put", "a", "1");
    Path file = directory.resolve("stats.html");

    Terminal.Result result = terminal.run("stats", "--html", file.toString());

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEmpty();
    assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>").contains("<dd>1</dd>");
  }

  /** The bars are as long as the shares: live bytes are half of the whole, dead ones an eighth. */
  @Test
  void isDrawnByABrowser() throws Exception {
    Optional<Path> browser = browser();
    assumeTrue(browser.isPresent(), "skipped: none of " + BROWSERS + " is on the PATH");
    Path page = Files.writeString(directory.resolve("stats.html"), page("/data/store"));
    Path picture = directory.resolve("stats.png");

    draw(browser.orElseThrow(), page, picture);

    BufferedImage image = ImageIO.read(picture.toFile());
    long live = pixels(image, LIVE_COLOR);
    long dead = pixels(image, DEAD_COLOR);
    assertThat(dead).isGreaterThan(1000);
    assertThat((double) live / dead).isCloseTo(4, within(0.5));
  }

  /** The page forbids itself to fetch anything, so that the browser would complain of that too. */
  @Test
  void isReadByABrowserThatComplainsOfNothing() throws Exception {
    Optional<Path> browser = browser();
    assumeTrue(browser.isPresent(), "skipped: none of " + BROWSERS + " is on the PATH");
    String page = page("/data/<b>store");

    Dump dump = dump(browser.orElseThrow(), page);
    Dump fetching =
        dump(browser.orElseThrow(), page.replace("</h1>", "<img src='http://127.0.0.1:9/'></h1>"));

    assertThat(dump.document())
        .contains("<h1>/data/&lt;b&gt;store</h1>", "<dt>keys</dt><dd>1,234</dd>")
        .contains("<td>2</td><td>kryo 1</td><td>active</td>");
    assertThat(dump.document().split("<rect ", -1)).hasSize(1 + 3 + 2 + 2);
    assertThat(dump.said()).doesNotContain("CONSOLE");
    assertThat(fetching.said()).contains("CONSOLE", "Content Security Policy");
  }

  /** A document as a browser has it, and what the browser said. */
  private record Dump(String document, String said) {}

  private Dump dump(Path browser, String html) throws Exception {
    Path page = Files.writeString(directory.resolve("stats.html"), html);
    Path said = directory.resolve("said");
    String document = browse(browser, said, List.of("--dump-dom", "--enable-logging=stderr"), page);
    return new Dump(document, Files.readString(said));
  }

  private void draw(Path browser, Path page, Path picture) throws Exception {
    Path said = directory.resolve("said");
    List<String> options =
        List.of("--hide-scrollbars", "--window-size=1100,900", "--screenshot=" + picture);
    browse(browser, said, options, page);
    assertThat(picture).describedAs(Files.readString(said)).exists();
  }

  /** Returns what the browser prints; what it complains of is then in {@code said}. */
  private String browse(Path browser, Path said, List<String> options, Path page) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(browser.toString());
    command.addAll(
        List.of("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"));
    command.addAll(List.of("--disable-background-networking", "--disable-component-update"));
    command.add("--disable-sync");
    command.add("--user-data-dir=" + directory.resolve("profile"));
    command.addAll(options);
    command.add(page.toUri().toString());
    Process process = new ProcessBuilder(command).redirectError(said.toFile()).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).describedAs(Files.readString(said)).isZero();
    return printed;
  }

  private static Optional<Path> browser() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .flatMap(folder -> BROWSERS.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static long pixels(BufferedImage image, int color) {
    long pixels = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        pixels += (image.getRGB(x, y) & 0xffffff) == color ? 1 : 0;
      }
    }
    return pixels;
  }

  private static String page(String store) throws IOException {
    List<ShardStats> shards =
        List.of(
            new ShardStats(1, "json", 1, false, 64 * MIB, 64 * MIB, 48 * MIB, 1000, 0),
            new ShardStats(2, "kryo", 1, true, 64 * MIB, 16 * MIB, 16 * MIB, 234, 0));
    RestoreReport restored =
        new RestoreReport(
            false, true, 2, 1234, 0, 0, 0, List.of(), List.of(), Duration.ofMillis(12));
    StoreStats stats =
        new StoreStats(
            1234,
            2000,
            1990,
            1900,
            4 * MIB,
            shards,
            List.of(),
            restored,
            new OperationStats(0, 0, 0, 0, 0),
            new CompactionStats(0, 0, 0, 0),
            TimingStats.none(),
            SnapshotStats.none());
    return StatsPage.of(store, stats, Instant.parse("2026-11-24T01:00:00.5Z"));
  }
}
