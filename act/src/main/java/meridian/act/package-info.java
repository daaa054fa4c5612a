/**
 * Carries decisions out: what a {@link meridian.field.plant.Plant} tells becomes a {@link meridian.decide.Snapshot}, a decider
 * proposes stages, and each junction's {@link meridian.act.StageTurner} turns to them, by the safety kernel or, for a published
 * benchmark, by that one's fixed pause.
 *
 * <p>Start with {@link meridian.act.ControlLoop}. {@link meridian.act.Twin} answers deciders' "what if?" by forks of the road
 * engine, {@link meridian.act.SignalTrial} runs an hour and measures it.
 *
 * <p><b>Time.</b> The plant's clock, never the machine's. One loop belongs to one thread.
 */
@NullMarked
package meridian.act;

import org.jspecify.annotations.NullMarked;
