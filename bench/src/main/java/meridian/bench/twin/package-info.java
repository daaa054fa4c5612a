/**
 * How fast the twin is: folding, publishing, asking, saving. Start with {@link meridian.bench.twin.TwinBench}.
 */
@NullMarked
package meridian.bench.twin;

import org.jspecify.annotations.NullMarked;
