/**
 * The ports of the domain, each a specification of what its adapters must do:
 *
 * <ol>
 *   <li>{@link dev.cairnkv.spi.Codec} turns a key and a value into the payload of a record and
 *       back.
 *   <li>{@link dev.cairnkv.spi.ShardStorage} keeps shards and small documents.
 *   <li>{@link dev.cairnkv.spi.Clock} tells the time.
 * </ol>
 *
 * <p>The module {@code kv-testkit} holds a contract suite for codecs and one for storages; an
 * adapter that passes it may be used with any store.
 */
@NullMarked
package dev.cairnkv.spi;

import org.jspecify.annotations.NullMarked;
