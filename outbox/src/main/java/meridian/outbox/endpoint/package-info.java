/**
 * Where notifications go: HTTP and MQTT, to nobody but whom the operator allows.
 *
 * <p>Start with {@link meridian.outbox.endpoint.AllowList}, which makes a {@link meridian.outbox.endpoint.Destination} of a
 * subscription's URI or says what is wrong with it, and looks at the address again each time somebody connects.
 *
 * <p><b>Threads.</b> Everything is safe for all; a send blocks, so call it from virtual threads.
 */
@NullMarked
package meridian.outbox.endpoint;

import org.jspecify.annotations.NullMarked;
