/**
 * The few statistics with which runs are compared: means with 95 % intervals, and how far two flows differ.
 *
 * <p>Start with {@link meridian.bench.statistics.Estimate}. Pure functions; values of one seed each, seeds independent.
 */
@NullMarked
package meridian.bench.statistics;

import org.jspecify.annotations.NullMarked;
