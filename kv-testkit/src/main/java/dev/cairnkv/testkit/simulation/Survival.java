package dev.cairnkv.testkit.simulation;

/**
 * Which unsynced pieces of a shard reach the disk, decided anew for each crash and shard: of which
 * size the pieces are, and whether all, none, the first, the last, or a part of them survive.
 */
final class Survival {
  private static final int[] PIECE_BYTES = {8, 512, 4096};

  private enum Profile {
    NONE,
    ALL,
    FIRST,
    LAST,
    FEW,
    HALF,
    MOST
  }

  private static final Profile[] PROFILES = Profile.values();

  private final Choices choices;
  private final int pieceBytes;
  private final Profile profile;
  private final int turn;

  /** Decides for unsynced bytes between two offsets. */
  Survival(Choices choices, int from, int to) {
    this.choices = choices;
    this.pieceBytes = PIECE_BYTES[choices.below(PIECE_BYTES.length, -1)];
    this.profile = PROFILES[choices.below(PROFILES.length, -2)];
    this.turn = (from + choices.below(to - from + 1, -3)) / pieceBytes;
  }

  int pieceBytes() {
    return pieceBytes;
  }

  /** Whether the piece survives that begins at {@link #pieceBytes} times its number. */
  boolean survives(int piece) {
    return switch (profile) {
      case NONE -> false;
      case ALL -> true;
      case FIRST -> piece < turn;
      case LAST -> piece >= turn;
      case FEW -> choices.below(8, piece) == 0;
      case HALF -> choices.flip(piece);
      case MOST -> choices.below(8, piece) != 0;
    };
  }
}
