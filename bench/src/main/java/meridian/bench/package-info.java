/**
 * Measurements that back a claim: each says what was done, on how much, and how long it took here.
 *
 * <p>Speed: {@link meridian.bench.road} and {@link meridian.bench.ImportBench}. Right or wrong: {@link meridian.bench.sumo}.
 * Times of two machines are not comparable; run base and branch on one.
 */
@NullMarked
package meridian.bench;

import org.jspecify.annotations.NullMarked;
