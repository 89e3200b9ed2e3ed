package dev.cairnkv.app.cli;

import dev.cairnkv.app.config.ConfigException;
import dev.cairnkv.app.doctor.Diagnosis;
import dev.cairnkv.app.doctor.Doctor;
import dev.cairnkv.app.doctor.Health;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "doctor",
    description = "Check whether a store can work well here, and say what to do if not.",
    footer = {
      "",
      "Looks at the settings, Java, native access, the directory and its file system, the room for",
      "shards, the limits of the system, the store with its lock and manifest, and the clock. Each",
      "is one line: OK, WARN or FAIL. The data is not read; 'kv verify' does that.",
      "Exit code 1 if anything fails.",
      "",
      "Examples:",
      "  kv doctor",
      "  kv --dir /var/lib/app/store doctor --json"
    })
final class DoctorCommand extends StoreCommand {
  private static final String SETTINGS = "settings";

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  int run(KvCommand kv, Streams streams) throws IOException {
    List<Diagnosis> diagnoses = examine(kv);
    if (json) {
      JsonReport.print(report(diagnoses), streams);
    } else {
      String text = text(diagnoses, streams.terminals().colors());
      streams.out().write(text.getBytes(StandardCharsets.UTF_8));
    }
    return diagnoses.stream().anyMatch(found -> found.health() == Health.FAIL)
        ? ExitCode.DAMAGED
        : ExitCode.DONE;
  }

  private static List<Diagnosis> examine(KvCommand kv) {
    List<Diagnosis> diagnoses = new ArrayList<>();
    try {
      Doctor doctor = new Doctor(kv.config(), Printable::size);
      diagnoses.add(new Diagnosis(SETTINGS, Health.OK, "understood; 'kv config' lists them", ""));
      kv.giveUpShellStore();
      diagnoses.addAll(doctor.examine());
    } catch (ConfigException e) {
      String found = String.valueOf(e.getMessage());
      diagnoses.add(new Diagnosis(SETTINGS, Health.FAIL, found, "correct that setting first"));
    }
    return diagnoses;
  }

  private static String text(List<Diagnosis> diagnoses, boolean colors) {
    StringBuilder text = new StringBuilder();
    for (Diagnosis diagnosis : diagnoses) {
      String health = String.format(Locale.ROOT, "%-4s", diagnosis.health());
      text.append(
          "%s %-10s %s\n"
              .formatted(
                  colors ? colored(health, diagnosis.health()) : health,
                  diagnosis.check(),
                  diagnosis.found()));
      if (!diagnosis.advice().isEmpty()) {
        text.append("                -> %s\n".formatted(diagnosis.advice()));
      }
    }
    return text.toString();
  }

  private static String colored(String text, Health health) {
    Style style =
        switch (health) {
          case OK -> Style.fg_green;
          case WARN -> Style.fg_yellow;
          case FAIL -> Style.fg_red;
        };
    return style.on() + text + style.off();
  }

  private static ObjectNode report(List<Diagnosis> diagnoses) {
    ObjectNode report = JsonReport.object();
    ArrayNode checks = report.putArray("checks");
    for (Diagnosis diagnosis : diagnoses) {
      checks
          .addObject()
          .put("check", diagnosis.check())
          .put("health", diagnosis.health().name())
          .put("found", diagnosis.found())
          .put("advice", diagnosis.advice());
    }
    return report;
  }
}
