/**
 * The city's words: one {@link meridian.model.City} holds a network, its signals, its demand and its places.
 *
 * <p>Everything here is a fact (an immutable record) with its unit in its name and its invariants checked on
 * construction. Nothing here reads a file, moves a vehicle or knows the time of day. There is no word for a person: the
 * smallest moving thing is a vehicle of a trip, and a trip has no owner.
 */
@NullMarked
package meridian.model;

import org.jspecify.annotations.NullMarked;
