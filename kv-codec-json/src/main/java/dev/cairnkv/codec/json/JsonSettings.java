package dev.cairnkv.codec.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** How the codec sets up Jackson. */
final class JsonSettings {

  /**
   * One for all codecs, for its pool of buffers: a lock-free one that, unlike thread-locals, also
   * serves virtual threads.
   */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(boundedByThePayload())
          .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
          // A payload is UTF-8: other encodings are not to be guessed from its first bytes.
          .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
          // Names whose hashes collide were written, so they must be read; slowly, if need be.
          .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();

  private JsonSettings() {}

  /** Returns settings that lose nothing on the way out and forgive what changed on the way in. */
  static JsonMapper.Builder mapper() {
    return JsonMapper.builder(FACTORY)
        // The state of an object is in its fields, whether or not there are accessors.
        .changeDefaultVisibility(checker -> checker.withFieldVisibility(Visibility.ANY))
        .enable(MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS)
        // Classes gain and lose fields while old records stay.
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        // The name of a constant is stable, what its toString() gives need not be.
        .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
        .disable(EnumFeature.READ_ENUMS_USING_TO_STRING)
        // Times keep the zone that they were given with.
        .enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID)
        .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE);
  }

  /** The limit on nesting stays: it guards the stack, which the size of a payload does not. */
  private static StreamReadConstraints boundedByThePayload() {
    return StreamReadConstraints.builder()
        .maxStringLength(Integer.MAX_VALUE)
        .maxNameLength(Integer.MAX_VALUE)
        .maxNumberLength(Integer.MAX_VALUE)
        .build();
  }
}
