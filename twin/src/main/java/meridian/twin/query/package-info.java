/**
 * Questions to a state: NGSI-LD's query language (ETSI GS CIM 009 V1.8.1, clauses 4.9, 4.10, 4.17, 4.19) parsed and answered.
 *
 * <p>Start with {@link meridian.twin.query.EntityQuery}. Its parts are parsed from text by
 * {@link meridian.twin.query.Filter#parse}, {@link meridian.twin.query.TypeSelection#parse},
 * {@link meridian.twin.query.ScopeFilter#parse} and {@link meridian.twin.query.GeoFilter#parse}; a mistake is a
 * {@link meridian.twin.query.QueryError} that names the part and the character.
 *
 * <p>Every part is bounded: lengths, terms, nesting, and what a pattern may cost.
 *
 * <p><b>Threads.</b> All of it is immutable.
 */
@NullMarked
package meridian.twin.query;

import org.jspecify.annotations.NullMarked;
