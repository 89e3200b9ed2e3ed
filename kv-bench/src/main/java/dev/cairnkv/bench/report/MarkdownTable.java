package dev.cairnkv.bench.report;

import dev.cairnkv.bench.workload.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The table: a row for each measure, a column for each peer, and what is to be reached. */
public record MarkdownTable(Results results) {
  private static final String LINE_BREAK = "<br>";

  /** Returns the table in Markdown. */
  public String render() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(head());
    rows.add(rows.getFirst().stream().map(_ -> "---").toList());
    for (Measure measure : Measure.values()) {
      if (results.columns().stream().anyMatch(column -> isThere(column, measure))) {
        rows.add(row(measure));
      }
    }
    return rows.stream()
        .map(row -> "| " + String.join(" | ", row) + " |")
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private List<String> head() {
    List<String> head = new ArrayList<>(List.of("what", "unit"));
    results.columns().forEach(column -> head.add(column.title()));
    head.add("budget");
    return head;
  }

  private List<String> row(Measure measure) {
    List<String> row = new ArrayList<>(List.of(measure.title(), measure.unit().symbol()));
    results.columns().forEach(column -> row.add(cell(column, measure)));
    row.add(
        Budget.of(measure, results).stream()
            .map(budget -> budget.verdict(results))
            .collect(Collectors.joining(LINE_BREAK)));
    return row;
  }

  private boolean isThere(Column column, Measure measure) {
    return results.spread(column, measure).isPresent();
  }

  private String cell(Column column, Measure measure) {
    Optional<Spread> found = results.spread(column, measure);
    if (found.isEmpty()) {
      return "–";
    }
    Spread spread = found.get();
    String figure =
        Numerals.format(spread.median())
            + " ("
            + Numerals.format(spread.lowest())
            + "–"
            + Numerals.format(spread.highest())
            + ")";
    Column first = results.columns().getFirst();
    OptionalDouble advantage = results.advantage(first, column, measure);
    boolean isOther = !column.id().equals(first.id());
    return isOther && advantage.isPresent()
        ? figure + LINE_BREAK + "**" + Numerals.format(advantage.getAsDouble()) + " ×**"
        : figure;
  }
}
