/**
 * SUMO and Meridian side by side on the same files: are the trips as long, do the same links carry the same traffic?
 *
 * <p>Start with {@link meridian.bench.sumo.SumoBench}. {@link meridian.bench.sumo.Scene} says which files, {@link
 * meridian.bench.sumo.SumoResults} runs SUMO and keeps what it wrote, {@code MeridianHour} runs Meridian.
 *
 * <p><b>Words.</b> All times are in SUMO's definitions, which Meridian's engine shares: duration from insertion to arrival,
 * waiting time below 0.1 m/s without planned stops, time loss against the wanted speed, departure delay from the wished
 * departure to insertion.
 */
@NullMarked
package meridian.bench.sumo;

import org.jspecify.annotations.NullMarked;
