/**
 * The second look at a junction: what its lamps really show, and nothing else.
 *
 * <p>Start with {@link meridian.safety.monitor.FieldMonitor}. It is written differently from the kernel and knows none of its
 * classes, so that one mistake does not blind both; it will run as a process of its own. All it can do is to drop a junction
 * to its fallback. Its limits come in plain numbers ({@link meridian.safety.monitor.FieldLimits}).
 *
 * <p>It uses the JDK alone and has no clock: the caller brings monotonic milliseconds, and calls at least every {@value
 * meridian.safety.monitor.FieldMonitor#LONGEST_PAUSE_MILLIS} ms. One thread.
 */
@NullMarked
package meridian.safety.monitor;

import org.jspecify.annotations.NullMarked;
