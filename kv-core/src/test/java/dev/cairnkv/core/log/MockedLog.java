package dev.cairnkv.core.log;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.cairnkv.core.event.Events;
import dev.cairnkv.core.fingerprint.Fingerprint;
import dev.cairnkv.core.frame.CodecStamp;
import dev.cairnkv.core.frame.FrameBuffer;
import dev.cairnkv.core.frame.FrameKind;
import dev.cairnkv.spi.Clock;
import dev.cairnkv.spi.Shard;
import dev.cairnkv.spi.ShardStorage;
import java.util.UUID;

/** An empty log, and mocks of what it stores to. */
record MockedLog(ShardLog log, ShardStorage storage, Shard first) {
  static final int KIBI = 1 << 10;
  static final int MEBI = 1 << 20;

  static MockedLog of(int shardSizeBytes) {
    Shard first = mock(Shard.class);
    when(first.sizeBytes()).thenReturn((long) shardSizeBytes);
    ShardStorage storage = mock(ShardStorage.class);
    when(storage.createShard(anyInt(), anyLong(), any())).thenReturn(first);
    CodecStamp codec = new CodecStamp("test", 1, 0);
    ShardFactory factory =
        new ShardFactory(storage, new UUID(1, 2), codec, shardSizeBytes, Clock.system());
    LogState state = new LogState(new ShardTable(), null, 1, 1, false);
    return new MockedLog(
        new ShardLog(storage, factory, state, new Events(event -> {})), storage, first);
  }

  /** Appends a record with a payload of so many bytes. */
  void append(int payloadBytes) {
    FrameBuffer frame = new FrameBuffer();
    frame.begin(Fingerprint.NONE);
    frame.payload().write(new byte[payloadBytes], 0, payloadBytes);
    frame.endPayload();
    log.append(FrameKind.PUT, frame);
  }

  long tail() {
    return log.position().offset();
  }
}
