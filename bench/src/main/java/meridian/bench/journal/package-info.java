/** How fast the journal is: {@link meridian.bench.journal.JournalBench}. */
@NullMarked
package meridian.bench.journal;

import org.jspecify.annotations.NullMarked;
