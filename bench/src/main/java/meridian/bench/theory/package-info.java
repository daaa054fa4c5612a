/**
 * Is traffic in the road engine what a century of counting says traffic is? Saturation flow, jam density, waves, the
 * fundamental diagram, capacity drop and accepted gaps, measured on small roads made for it.
 *
 * <p>Start with {@link meridian.bench.theory.TheoryBench}. An experiment ({@code QueueDischarge}, {@code RingRoad},
 * {@code LaneDrop}, {@code MinorStreet}) is a city with trips and a way to read its {@code Moment}s; {@code Driving} makes
 * these moments, by Meridian's engine or by SUMO on the same files, so that both are measured in the same way.
 */
@NullMarked
package meridian.bench.theory;

import org.jspecify.annotations.NullMarked;
