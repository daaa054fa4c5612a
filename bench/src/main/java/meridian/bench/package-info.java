/**
 * Measurements that back a claim of speed: each says what was done, on how much, and how long it took here.
 *
 * <p>Start with {@link meridian.bench.RoadBench}. Numbers from two machines are not comparable; run base and branch on one.
 */
@NullMarked
package meridian.bench;

import org.jspecify.annotations.NullMarked;
