/**
 * What somebody who decides about signals must know of a city: its junctions with their stages, the lanes before and behind
 * them, the detectors in these. Start with {@link meridian.model.control.ControlNetwork}.
 *
 * <p>Far less than a {@link meridian.model.City}, so that a simulator or a laboratory which has no city file can state it; {@link
 * meridian.model.control.ControlNetwork#of} takes it from one that has. Facts only: what is seen there now and what shall be shown
 * belongs to the field, what should be done to the deciders.
 */
@NullMarked
package meridian.model.control;

import org.jspecify.annotations.NullMarked;
