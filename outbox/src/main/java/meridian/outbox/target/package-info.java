/**
 * Where notifications go: HTTP and MQTT, to nobody but whom the operator allows.
 *
 * <p>Start with {@link meridian.outbox.target.AllowList}, which makes a {@link meridian.outbox.target.Destination} of a
 * subscription's URI or says what is wrong with it, and looks at the address again each time somebody connects.
 *
 * <p><b>Threads.</b> Everything is safe for all; a send blocks, so call it from virtual threads.
 */
@NullMarked
package meridian.outbox.target;

import org.jspecify.annotations.NullMarked;
