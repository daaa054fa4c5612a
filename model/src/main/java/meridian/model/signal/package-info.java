/**
 * Traffic signals: groups, aspects, phases, plans, and the design of a plan where none is known.
 */
@NullMarked
package meridian.model.signal;

import org.jspecify.annotations.NullMarked;
