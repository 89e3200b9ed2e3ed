package dev.cairnkv.core.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairnkv.StorageException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

final class PagePoolTest {

  @Test
  void usesFreedPagesAgainAndEmptyOnes() {
    PagePool pool = new PagePool();
    int[] pages = pool.take(3);
    pool.allocations()[0].fill((byte) 1);
    pool.giveBack(pages);

    int[] again = pool.take(3);

    assertThat(again).containsExactlyInAnyOrder(pages);
    for (int page : again) {
      MemorySegment bytes =
          pool.allocations()[0].asSlice(PagePool.offset(page), PagePool.PAGE_BYTES);
      assertThat(bytes.mismatch(MemorySegment.ofArray(new byte[PagePool.PAGE_BYTES])))
          .isEqualTo(-1);
    }
  }

  @Test
  void saysWhatToDoWhenThereIsNoMemory() {
    PagePool pool = new PagePool(new ScarceArena(Arena.ofAuto(), 1));
    int[] _ = pool.take(1);
    long before = pool.allocatedBytes();

    assertThatThrownBy(() -> pool.take(1 << 10))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("-XX:MaxDirectMemorySize")
        .hasCauseInstanceOf(OutOfMemoryError.class);

    assertThat(pool.allocatedBytes()).isEqualTo(before);
  }
}
