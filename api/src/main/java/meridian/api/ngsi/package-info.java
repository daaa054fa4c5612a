/**
 * Entities of the twin as NGSI-LD writes them in JSON, and back (ETSI GS CIM 009 V1.8.1, clauses 4.5 and 5.2).
 *
 * <p>Start with {@link meridian.api.ngsi.EntityWriter} and {@link meridian.api.ngsi.EntityReader}. Names stand as they came:
 * contexts other than the core one are not fetched.
 */
@NullMarked
package meridian.api.ngsi;

import org.jspecify.annotations.NullMarked;
