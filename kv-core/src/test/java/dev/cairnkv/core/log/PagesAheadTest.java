package dev.cairnkv.core.log;

import static dev.cairnkv.core.log.MockedLog.KIBI;
import static dev.cairnkv.core.log.MockedLog.MEBI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.verify;

import dev.cairnkv.StorageException;
import dev.cairnkv.StorePoisonedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class PagesAheadTest {

  @Test
  void areTwoMebibytesAheadOfTheAppendsOnceThereIsOneInTheShard() {
    MockedLog log = MockedLog.of(8 * MEBI);
    PagesAhead ahead = new PagesAhead(log.log(), 8 * MEBI);
    log.append(KIBI);
    assertThat(ahead.isDue()).isFalse();
    log.append(MEBI);
    List<Long> ends = new ArrayList<>();
    while (log.tail() < 7 * MEBI) {
      long tail = log.tail();
      if (ahead.isDue()) {
        ahead.run();
        ArgumentCaptor<Long> from = ArgumentCaptor.captor();
        ArgumentCaptor<Long> length = ArgumentCaptor.captor();
        verify(log.first()).expectAppends(from.capture(), length.capture());
        long end = from.getValue() + length.getValue();
        assertThat(from.getValue()).isEqualTo(ends.isEmpty() ? tail : ends.getLast());
        assertThat(end).isEqualTo(Math.min(8 * MEBI, tail + 2 * MEBI));
        ends.add(end);
        clearInvocations(log.first());
      }
      assertThat(ahead.isDue()).isFalse();
      assertThat(ends.getLast()).isGreaterThanOrEqualTo(tail + MEBI);
      log.append(64 * KIBI);
    }
    assertThat(ends.getLast()).isEqualTo(8 * MEBI);
  }

  @Test
  void poisonTheLogIfTheDeviceFailsThere() {
    MockedLog log = MockedLog.of(8 * MEBI);
    PagesAhead ahead = new PagesAhead(log.log(), 8 * MEBI);
    log.append(MEBI);
    StorageException failure = new StorageException("planted");
    doThrow(failure).when(log.first()).expectAppends(anyLong(), anyLong());

    assertThatThrownBy(ahead::run).isInstanceOf(StorePoisonedException.class);
    assertThatThrownBy(() -> log.append(MEBI))
        .isInstanceOf(StorePoisonedException.class)
        .hasCause(failure);
  }

  @Test
  void areNotForSmallShards() {
    MockedLog log = MockedLog.of(7 * MEBI);
    log.append(6 * MEBI);

    assertThat(new PagesAhead(log.log(), 7 * MEBI).isDue()).isFalse();
  }
}
