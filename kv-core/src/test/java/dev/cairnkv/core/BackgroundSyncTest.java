package dev.cairnkv.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import dev.cairnkv.core.log.Groundwork;
import dev.cairnkv.core.log.PagesAhead;
import dev.cairnkv.core.log.ShardLog;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BackgroundSyncTest {
  private final CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
  private final UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();

  @BeforeEach
  void takeWhatIsUncaught() {
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> uncaught.complete(e));
  }

  @AfterEach
  void giveBackTheHandler() {
    Thread.setDefaultUncaughtExceptionHandler(before);
  }

  @Test
  void handsWhatNobodyExpectedToTheUncaughtExceptionHandler() throws Exception {
    IllegalStateException unexpected = new IllegalStateException("as a test has it");
    ShardLog log = mock(ShardLog.class);
    doThrow(unexpected).when(log).sync(anyLong());

    try (BackgroundSync _ =
        new BackgroundSync(
            log, mock(Groundwork.class), mock(PagesAhead.class), Duration.ofNanos(1))) {
      assertThat(uncaught.get(1, TimeUnit.MINUTES)).isSameAs(unexpected);
    }
  }
}
