/**
 * Who wants to drive: vehicle types, trips in order of departure, and how a day's trips spread over its hours.
 */
@NullMarked
package meridian.model.demand;

import org.jspecify.annotations.NullMarked;
