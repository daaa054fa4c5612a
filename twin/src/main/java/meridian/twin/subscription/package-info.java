/**
 * What somebody wants to be told of, as NGSI-LD has it (ETSI GS CIM 009 V1.8.1, clauses 5.2.12 to 5.2.22 and 5.8).
 *
 * <p>Start with {@link meridian.twin.subscription.Subscription#notices}: a pure function of an entity before and after an event.
 *
 * <p><b>Threads.</b> All of it is immutable.
 *
 * <p><b>Not here.</b> JSON, keeping subscriptions, telling anybody.
 */
@NullMarked
package meridian.twin.subscription;

import org.jspecify.annotations.NullMarked;
