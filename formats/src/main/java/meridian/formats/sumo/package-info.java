/**
 * SUMO's files: networks, signal programs, stops, detectors, vehicle types, vehicles, trips and flows.
 *
 * <p>Start with {@link meridian.formats.sumo.SumoReader}. The way of the bytes: {@code ScenarioFiles} finds the files that
 * belong together, {@code XmlFile} reads one of them, {@code NetFileReader} and {@code DemandFileReader} make records
 * that speak SUMO's words, {@code NetConversion} and {@code TripConversion} make Meridian's.
 *
 * <p>Source: the format as documented at <a href="https://sumo.dlr.de/docs/Networks/SUMO_Road_Networks.html">SUMO Road
 * Networks</a> and <a href="https://sumo.dlr.de/docs/Definition_of_Vehicles,_Vehicle_Types,_and_Routes.html">Definition
 * of Vehicles, Vehicle Types, and Routes</a>.
 *
 * <p><b>Not here.</b> People on foot, containers, trains' rail signals, programs that switch others (WAUT). They are
 * counted in the report. Actuated programs run as fixed ones, with the durations stated in the file.
 */
@NullMarked
package meridian.formats.sumo;

import org.jspecify.annotations.NullMarked;
