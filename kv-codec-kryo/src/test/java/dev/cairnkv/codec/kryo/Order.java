package dev.cairnkv.codec.kryo;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A value with nested records and common types of the JDK. */
record Order(
    long number,
    @Nullable Status status,
    @Nullable Customer customer,
    List<Line> lines,
    Map<String, Integer> counts,
    Map<UUID, List<String>> notes,
    Set<String> tags,
    @Nullable Instant created,
    @Nullable LocalDate due,
    @Nullable OffsetDateTime shipped,
    @Nullable ZonedDateTime delivered,
    @Nullable Duration effort,
    Optional<String> comment,
    @Nullable BigInteger serial,
    double weight,
    boolean paid,
    @Nullable Payment payment) {

  /** Written by its name, whatever this says. */
  enum Status {
    OPEN,
    SHIPPED {
      @Override
      public String toString() {
        return "on its way";
      }
    }
  }

  record Customer(UUID id, String name, @Nullable Customer referredBy) {}

  record Line(String article, int quantity, BigDecimal price) {}

  /** A closed set of classes. */
  sealed interface Payment {
    record Cash() implements Payment {}

    record Card(String number, int month) implements Payment {}
  }

  static final Order EMPTY =
      new Order(
          0,
          null,
          null,
          List.of(),
          Map.of(),
          Map.of(),
          Set.of(),
          null,
          null,
          null,
          null,
          null,
          Optional.empty(),
          null,
          Double.NaN,
          false,
          null);

  static Order of(int lineCount) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < lineCount; i++) {
      lines.add(new Line("article " + i, -i, new BigDecimal("12345678901234567890.10")));
    }
    Customer first = new Customer(new UUID(1, 2), "Zoë \"Z\" 😀", null);
    return new Order(
        Long.MIN_VALUE,
        Status.SHIPPED,
        new Customer(new UUID(3, 4), "", first),
        lines,
        Map.of("a", 1, "b\n", 2),
        Map.of(new UUID(5, 6), List.of("x", "y")),
        Set.of("one", "two"),
        Instant.parse("2026-01-02T03:04:05.123456789Z"),
        LocalDate.of(2026, 2, 28),
        OffsetDateTime.parse("2026-01-02T03:04:05+02:00"),
        ZonedDateTime.parse("2026-01-02T03:04:05+01:00[Europe/Berlin]"),
        Duration.ofSeconds(1, 1),
        Optional.of("comment"),
        new BigInteger("9".repeat(2_000)),
        0.1 + 0.2,
        true,
        new Payment.Card("4711", 12));
  }
}
