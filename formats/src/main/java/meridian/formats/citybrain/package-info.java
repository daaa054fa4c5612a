/**
 * The text format of the City Brain Challenge (KDD Cup 2021): a road network and a flow file, numbers in lines.
 *
 * <p>Start with {@link meridian.formats.citybrain.CityBrainReader}. {@code NumberLines} reads lines of numbers, {@code
 * RoadnetFile} and {@code FlowFile} are what they say, {@code MovementBuilder} and {@code SignalBuilder} add what they
 * leave to their simulator: which lane leads where, and when signals change.
 *
 * <p>Source: <a href="https://kddcup2021-citybrainchallenge.readthedocs.io/en/latest/cbengine.html">CBEngine, Data
 * format</a>. Lanes are listed from the middle of the road; a signal names the roads that leave it, clockwise from north.
 */
@NullMarked
package meridian.formats.citybrain;

import org.jspecify.annotations.NullMarked;
