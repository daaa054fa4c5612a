/**
 * SUMO as the plant: our own client of its public protocol, TraCI.
 *
 * <p>Start with {@link meridian.field.traci.SumoPlant}, which either starts SUMO by itself or joins one that runs. {@link
 * meridian.field.traci.TraciConnection} speaks the protocol: all that is asked for is subscribed to once, and a step is one
 * message there and one back.
 *
 * <p>Source: the protocol's description in SUMO's user documentation (TraCI/Protocol and the pages of each command); numbers as
 * of SUMO 1.15, API version 20.
 *
 * <p><b>Not here.</b> SUMO's files: networks are read by {@code meridian.formats.sumo}.
 */
@NullMarked
package meridian.field.traci;

import org.jspecify.annotations.NullMarked;
