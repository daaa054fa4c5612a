/**
 * The twin's past, kept: every version of every attribute instance, and sums of its numbers, in files that any tool opens.
 *
 * <p>Start with {@link meridian.history.HistoryStore}. What the past means is said by {@link meridian.twin.history.History} and
 * {@link meridian.twin.history.RollUps}; this package gives the same answers from a disk (docs/history.md).
 *
 * <p><b>A value's way.</b> The folding thread puts versions into {@link meridian.history.OpenRows}; a full one is written as one
 * Parquet file for each UTC day that it touches, with its roll-ups beside it, and the {@link meridian.history.Catalogue} is replaced.
 * Then, and not before, its events count as kept. {@link meridian.history.Merger} makes few large files of many small ones.
 *
 * <p><b>Files never change.</b> They are written beside, made durable, renamed, named in the catalogue, and at the end of their
 * time deleted. A file that is not what the catalogue says it is, is named, left out, and every answer that it could have had a
 * part in says so.
 *
 * <p><b>Not here.</b> JSON, HTTP, the journal.
 */
@NullMarked
package meridian.history;

import org.jspecify.annotations.NullMarked;
