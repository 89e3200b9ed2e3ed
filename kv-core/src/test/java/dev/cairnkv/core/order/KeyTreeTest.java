package dev.cairnkv.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the tree against a set of the JDK. */
class KeyTreeTest {
  private static final int STEPS = 30_000;

  private KeyTree tree = KeyTree.EMPTY;
  private final NavigableSet<byte[]> expected = new TreeSet<>(Arrays::compareUnsigned);

  /** Keys of different kinds. */
  private enum Keys {
    /** A few keys, so that most are there already. */
    FEW {
      @Override
      byte[] key(SplittableRandom random) {
        return number(random.nextInt(300));
      }
    },

    /** Keys of one length. */
    MANY {
      @Override
      byte[] key(SplittableRandom random) {
        return number(random.nextInt(20_000));
      }
    },

    /**
     * Keys of few different bytes, of which many are the beginning of others; the empty one too.
     */
    NESTED {
      @Override
      byte[] key(SplittableRandom random) {
        byte[] alphabet = {0, 1, 127, -128, -1};
        byte[] key = new byte[random.nextInt(9)];
        for (int i = 0; i < key.length; i++) {
          key[i] = alphabet[random.nextInt(alphabet.length)];
        }
        return key;
      }
    },

    /** Keys of up to several KiB, with a long common beginning. */
    LONG {
      @Override
      byte[] key(SplittableRandom random) {
        byte[] key = new byte[4 + random.nextInt(random.nextInt(20) == 0 ? 9_000 : 400)];
        int at = random.nextInt(key.length - 3);
        ByteBuffer.wrap(key).putInt(at, random.nextInt(500));
        return key;
      }
    };

    abstract byte[] key(SplittableRandom random);
  }

  private static byte[] number(int number) {
    return ByteBuffer.allocate(8).putLong(number * 0x1234_5678_9ABCL).array();
  }

  private void add(byte[] key) {
    KeyTree before = tree;
    tree = tree.with(key);
    assertThat(tree == before).isEqualTo(!expected.add(key));
  }

  private void remove(byte[] key) {
    KeyTree before = tree;
    tree = tree.without(key);
    assertThat(tree == before).isEqualTo(!expected.remove(key));
  }

  private void assertAsExpected() {
    TreeCheck.check(tree);
    assertThat(tree.size()).isEqualTo(expected.size());
    assertSame(TreeCheck.keys(tree.ascending(new byte[0], null)), expected);
    assertSame(TreeCheck.keys(tree.descending(new byte[0], null)), expected.descendingSet());
  }

  private static void assertSame(List<byte[]> found, Iterable<byte[]> expected) {
    assertThat(found)
        .usingElementComparator(Arrays::compareUnsigned)
        .containsExactlyElementsOf(expected);
  }

  /** The share of removals changes, so that the tree grows and shrinks several times. */
  @ParameterizedTest
  @EnumSource
  void holdsWhatASetOfTheJdkHolds(Keys keys) {
    SplittableRandom random = new SplittableRandom(1);
    for (int step = 0; step < STEPS; step++) {
      boolean shrinks = step / (STEPS / 6) % 2 == 1;
      byte[] key = keys.key(random);
      if (random.nextInt(10) < (shrinks ? 7 : 2)) {
        byte[] removed = shrinks ? expected.ceiling(key) : key;
        remove(removed == null ? key : removed);
      } else {
        add(key);
      }
      if (step % 1_000 == 0) {
        assertAsExpected();
      }
    }
    assertAsExpected();
  }

  @ParameterizedTest
  @EnumSource
  void walksBetweenAnyTwoKeys(Keys keys) {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 3_000; i++) {
      add(keys.key(random));
    }
    for (int i = 0; i < 300; i++) {
      byte[] low = keys.key(random);
      byte[] high = keys.key(random);
      boolean isEmpty = Arrays.compareUnsigned(low, high) >= 0;
      NavigableSet<byte[]> between =
          isEmpty
              ? new TreeSet<>(Arrays::compareUnsigned)
              : expected.subSet(low, true, high, false);

      assertSame(TreeCheck.keys(tree.ascending(low, high)), between);
      assertSame(TreeCheck.keys(tree.descending(low, high)), between.descendingSet());
      assertSame(TreeCheck.keys(tree.ascending(low, null)), expected.tailSet(low, true));
      assertSame(
          TreeCheck.keys(tree.descending(low, null)), expected.tailSet(low, true).descendingSet());
    }
  }

  @Test
  void anEmptyTreeHasNothingToGive() {
    assertThat(tree.ascending(new byte[0], null).next()).isNull();
    assertThat(tree.descending(new byte[0], null).next()).isNull();
    assertThat(tree.without(new byte[1])).isSameAs(tree);
  }

  @Test
  void theEmptyKeyIsTheFirst() {
    add(new byte[] {0});
    add(new byte[0]);

    assertThat(tree.ascending(new byte[0], null).next()).isEmpty();
    assertAsExpected();
    remove(new byte[0]);
    assertAsExpected();
  }

  /** What a reader holds stays as it was, and so do walks that have begun. */
  @Test
  void neverChangesATreeThatSomeoneHolds() {
    SplittableRandom random = new SplittableRandom(3);
    List<KeyTree> trees = new ArrayList<>();
    List<List<byte[]>> contents = new ArrayList<>();
    List<KeyWalk> walks = new ArrayList<>();
    for (int step = 0; step < 10_000; step++) {
      byte[] key = Keys.MANY.key(random);
      if (random.nextInt(5) < 2) {
        byte[] there = expected.ceiling(key);
        remove(there == null ? key : there);
      } else {
        add(key);
      }
      if (step % 500 == 0) {
        trees.add(tree);
        contents.add(List.copyOf(expected));
        walks.add(tree.ascending(new byte[0], null));
      }
    }
    for (int i = 0; i < trees.size(); i++) {
      TreeCheck.check(trees.get(i));
      assertSame(TreeCheck.keys(trees.get(i).ascending(new byte[0], null)), contents.get(i));
      assertSame(TreeCheck.keys(walks.get(i)), contents.get(i));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void staysFlatIfKeysComeInOrder(boolean ascending) {
    int keys = 100_000;
    for (int i = 0; i < keys; i++) {
      add(number(ascending ? i : keys - i));
    }

    TreeCheck.check(tree);
    assertThat(TreeCheck.depth(tree)).isLessThanOrEqualTo(4); // 32 keys a leaf, 32 children: 3.3
  }

  /** Else a store whose keys come and go in order would fill up with nodes of one key. */
  @Test
  void doesNotKeepManySmallNodes() {
    for (int i = 0; i < 100_000; i++) {
      add(number(i));
    }
    for (int i = 0; i < 100_000; i++) {
      if (i % 100 != 0) {
        remove(number(i));
      }
    }

    assertAsExpected();
    assertThat(TreeCheck.depth(tree)).isLessThanOrEqualTo(3);
    for (byte[] key : List.copyOf(expected)) {
      remove(key);
    }
    assertThat(tree.size()).isZero();
    assertThat(TreeCheck.depth(tree)).isOne();
  }

  @Test
  void doesNotCopyLongKeysManyAtATime() {
    for (int i = 0; i < 200; i++) {
      byte[] key = new byte[3_000];
      ByteBuffer.wrap(key).putInt(2_900, i);
      add(key);
    }

    TreeCheck.check(tree);
    assertThat(tree.root().keys().byteCount()).isLessThanOrEqualTo(Node.MOST_BYTES);
    assertThat(TreeCheck.depth(tree)).isGreaterThan(2);
  }
}
