/**
 * The words of the twin: NGSI-LD's information model (ETSI GS CIM 009 V1.8.1, clause 4), with limits.
 *
 * <p>Start with {@link meridian.twin.entity.Entity}: an id, types, scopes and {@link meridian.twin.entity.Attribute}s, whose
 * {@link meridian.twin.entity.Content} says what they are and whose {@link meridian.twin.entity.Value}s are a small tree of
 * our own.
 *
 * <p><b>Everything is checked when it is made.</b> What exists keeps to {@link meridian.twin.entity.Limits} and has no word for
 * a person ({@link meridian.twin.entity.Persons}); what does not is {@link meridian.twin.entity.Rejected} with its reason.
 *
 * <p><b>Threads.</b> All of it is immutable. <b>Time.</b> Microseconds; there is no clock here.
 *
 * <p><b>Not here.</b> JSON, {@code @context}: a door expands names before they come here, and the twin compares them as they are.
 */
@NullMarked
package meridian.twin.entity;

import org.jspecify.annotations.NullMarked;
