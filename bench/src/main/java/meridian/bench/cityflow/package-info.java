/**
 * Meridian under the published protocol of a signal benchmark that was made with CityFlow: do the same rules on the same
 * files give the same travel times?
 *
 * <p>Start with {@link meridian.bench.cityflow.CityFlowBench}. {@link meridian.bench.cityflow.PublishedCity} holds the files'
 * place and the published figures, {@code ProtocolSignal} keeps the protocol at a junction, {@code SignalRule} decides.
 *
 * <p>Source: L. Zhang et al., "Expression might be enough: representing pressure and demand for reinforcement learning based
 * traffic signal control", ICML 2022, tables of Jinan 1 and Hangzhou 1; the protocol's details are those of the code that its
 * authors published (LiangZhang1996/Advanced_XLight).
 *
 * <p><b>Words.</b> <i>Approach time</i> is the published figure: a vehicle's time on lanes that end at a signal, without the
 * way through junctions, without the road on which it leaves, and without waiting outside. <i>Trip time</i> is the whole trip
 * from the wished departure on. Both count until the end of the hour for who is still on the way. They are never mixed.
 */
@NullMarked
package meridian.bench.cityflow;

import org.jspecify.annotations.NullMarked;
