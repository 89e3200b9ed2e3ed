package dev.cairnkv.bench;

import dev.cairnkv.bench.peer.PeerKind;
import dev.cairnkv.bench.peer.Trait;
import dev.cairnkv.bench.workload.Measure;
import dev.cairnkv.bench.workload.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the phases that a peer has to go through for what is to be measured. */
final class Plan {
  /** Those whose single operations are timed; it takes a while, and these are the fastest. */
  private static final Set<String> TIMED = Set.of("cairn", "chronicle");

  /** Those that are compacted in the background as a matter of course. */
  private static final Set<String> COMPACTED = Set.of("cairn");

  private Plan() {}

  static List<Phase> phases(PeerKind<?> kind, Set<Measure> measures) {
    List<Phase> phases = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      if (isPossible(kind, phase) && isNeeded(kind, phase, measures)) {
        phases.add(phase);
      }
    }
    return phases;
  }

  private static boolean isPossible(PeerKind<?> kind, Phase phase) {
    Set<Trait> traits = kind.traits();
    return switch (phase) {
      case LOAD -> traits.contains(Trait.PERSISTENT);
      case WORK, LARGE -> true;
      case REOPEN -> traits.contains(Trait.SURVIVES_KILL);
      case SYNCED -> traits.contains(Trait.SYNCED_PUTS);
      case LATENCY -> TIMED.contains(kind.id());
      case COMPACTION -> COMPACTED.contains(kind.id());
    };
  }

  /** Whether something is measured in a phase, or in one that needs it. */
  private static boolean isNeeded(PeerKind<?> kind, Phase phase, Set<Measure> measures) {
    return switch (phase) {
      case LOAD -> has(measures, Phase.LOAD) || isNeeded(kind, Phase.WORK, measures);
      case WORK ->
          has(measures, Phase.WORK)
              || isNeeded(kind, Phase.REOPEN, measures)
              || (measures.contains(Measure.LOAD) && !isPossible(kind, Phase.LOAD));
      case REOPEN -> isPossible(kind, Phase.REOPEN) && has(measures, Phase.REOPEN);
      case LARGE, SYNCED, LATENCY, COMPACTION -> has(measures, phase);
    };
  }

  private static boolean has(Set<Measure> measures, Phase phase) {
    return measures.stream().anyMatch(measure -> measure.phase() == phase);
  }
}
