/**
 * What becomes of figures: a table, charts, and a file for machines. Start at {@link
 * dev.cairnkv.bench.report.Results}.
 */
@NullMarked
package dev.cairnkv.bench.report;

import org.jspecify.annotations.NullMarked;
