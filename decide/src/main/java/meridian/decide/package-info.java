/**
 * What signals should do. A {@link meridian.decide.Decider} is a function from a {@link meridian.decide.Snapshot} to {@link
 * meridian.decide.Proposal}s, each with its reason; start there.
 *
 * <p>{@link meridian.decide.Deciders} knows them by name. {@link meridian.decide.Rollout} is the one that tries the others' answers
 * before it gives its own, and asks "what if?" through {@link meridian.decide.WhatIf}, which somebody else answers.
 *
 * <p><b>Units.</b> Vehicles and seconds. Lanes, junctions and stages are indices of the {@link
 * meridian.model.control.ControlNetwork}.
 * <p><b>Threads.</b> Deciders are immutable; one serves all threads, but for the rollout, whose what-if belongs to one.
 * <p><b>Not here.</b> What is safe (the kernel refuses), how long an amber lasts, who carries it out, any clock.
 */
@NullMarked
package meridian.decide;

import org.jspecify.annotations.NullMarked;
