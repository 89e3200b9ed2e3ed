/**
 * Import and export. Start at {@link dev.cairnkv.app.transfer.Importer} and {@link
 * dev.cairnkv.app.transfer.Exporter}.
 *
 * <ol>
 *   <li>Everything is streamed: memory holds one record, whatever the size of the file.
 *   <li>A line that cannot be imported is reported with its number and the rest goes on.
 *   <li>What {@code Exporter} writes, {@code JsonLinesReader} gives back byte for byte. A value
 *       that is one JSON object or array without line breaks stands as it is; other text is a JSON
 *       string; bytes that are not text stand in Base64, in fields of another name.
 * </ol>
 */
@NullMarked
package dev.cairnkv.app.transfer;

import org.jspecify.annotations.NullMarked;
