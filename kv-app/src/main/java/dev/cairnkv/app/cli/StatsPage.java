package dev.cairnkv.app.cli;

import dev.cairnkv.ShardStats;
import dev.cairnkv.StoreStats;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Sets figures of a store as a page of HTML that needs nothing besides itself. */
final class StatsPage {
  private static final String TEMPLATE = "stats.html";

  /** Of the drawing; the browser scales it to the page. */
  private static final int WIDTH = 1000;

  private static final int LABEL_WIDTH = 190;
  private static final int BAR_HEIGHT = 20;
  private static final int ROW_HEIGHT = 28;

  /** From the top of a row to the foot of its text. */
  private static final int BASELINE = 15;

  private final String directory;
  private final StoreStats stats;
  private final Instant now;

  private StatsPage(String directory, StoreStats stats, Instant now) {
    this.directory = directory;
    this.stats = stats;
    this.now = now;
  }

  static String of(String directory, StoreStats stats, Instant now) throws IOException {
    return new StatsPage(directory, stats, now).page();
  }

  private String page() throws IOException {
    return template()
        .replace("{{store}}", escaped(directory))
        .replace("{{time}}", now.truncatedTo(ChronoUnit.SECONDS).toString())
        .replace("{{figures}}", figures())
        .replace("{{legend}}", legend())
        .replace("{{total}}", svg("All shards", List.of(total())))
        .replace("{{shards}}", svg("Each shard", stats.shards().stream().map(this::row).toList()))
        .replace("{{shares}}", shareHeadings())
        .replace("{{rows}}", rows());
  }

  private static String template() throws IOException {
    try (InputStream resource = StatsPage.class.getResourceAsStream(TEMPLATE)) {
      if (resource == null) {
        throw new IOException(TEMPLATE + " is missing from the build");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String figures() {
    return figure("keys", Printable.count(stats.keys()))
        + figure("shards", Printable.count(stats.shards().size()))
        + figure("size", Printable.size(stats.sizeBytes()))
        + figure("space", StatsTable.amplification(stats))
        + figure("index", Printable.size(stats.indexBytes()) + " of memory")
        + figure("sequence", StatsTable.sequence(stats))
        + figure("restored", StatsTable.restored(stats.restored()))
        + figure("damaged places", Printable.count(stats.damages().size()));
  }

  private static String figure(String name, String what) {
    return "<dt>%s</dt><dd>%s</dd>\n".formatted(name, escaped(what));
  }

  private String legend() {
    StringBuilder legend = new StringBuilder();
    for (Share share : Share.values()) {
      legend.append(
          "<li><i class=\"%s\"></i>%s %s</li>\n"
              .formatted(
                  share.label(), share.label(), Printable.size(share.bytes(stats.shards()))));
    }
    return legend.toString();
  }

  /** A labelled bar: how long it is of the whole width, and what it is made of. */
  private record Row(String label, long wholeBytes, ToLongFunction<Share> bytes) {}

  private Row total() {
    return new Row(
        Printable.size(stats.sizeBytes()), stats.sizeBytes(), share -> share.bytes(stats.shards()));
  }

  private Row row(ShardStats shard) {
    long largest = stats.shards().stream().mapToLong(ShardStats::sizeBytes).max().orElse(0);
    return new Row(
        "%d · %s %d · %s"
            .formatted(shard.id(), shard.codecId(), shard.codecVersion(), state(shard)),
        largest,
        share -> share.bytes(shard));
  }

  private static String state(ShardStats shard) {
    return shard.active() ? "active" : "sealed";
  }

  private static String svg(String name, List<Row> rows) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg role=\"img\" aria-label=\"%s\" viewBox=\"0 0 %d %d\">\n"
            .formatted(name, WIDTH, rows.size() * ROW_HEIGHT));
    for (int i = 0; i < rows.size(); i++) {
      appendRow(svg, rows.get(i), i * ROW_HEIGHT);
    }
    return svg.append("</svg>").toString();
  }

  private static void appendRow(StringBuilder svg, Row row, int top) {
    svg.append(
        "<text x=\"0\" y=\"%d\">%s</text>\n".formatted(top + BASELINE, escaped(row.label())));
    double left = LABEL_WIDTH;
    for (Share share : Share.values()) {
      long bytes = row.bytes().applyAsLong(share);
      if (bytes > 0) {
        double width = (double) bytes * (WIDTH - LABEL_WIDTH) / row.wholeBytes();
        svg.append(
            String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.2f\" y=\"%d\" width=\"%.2f\" height=\"%d\">"
                    + "<title>%s %s</title></rect>\n",
                share.label(),
                left,
                top,
                width,
                BAR_HEIGHT,
                share.label(),
                Printable.size(bytes)));
        left += width;
      }
    }
  }

  private static String shareHeadings() {
    StringBuilder headings = new StringBuilder();
    for (Share share : Share.values()) {
      headings.append("<th>").append(share.label()).append("</th>");
    }
    return headings.toString();
  }

  private String rows() {
    StringBuilder rows = new StringBuilder();
    for (ShardStats shard : stats.shards()) {
      rows.append("<tr>")
          .append(cell(Integer.toString(shard.id())))
          .append(cell(shard.codecId() + " " + shard.codecVersion()))
          .append(cell(state(shard)))
          .append(cell(Printable.size(shard.sizeBytes())));
      for (Share share : Share.values()) {
        rows.append(cell(Printable.size(share.bytes(shard))));
      }
      rows.append(cell(Printable.count(shard.liveRecords()))).append("</tr>\n");
    }
    return rows.toString();
  }

  private static String cell(String text) {
    return "<td>" + escaped(text) + "</td>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
