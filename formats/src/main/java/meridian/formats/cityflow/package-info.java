/**
 * CityFlow's files: a road network and a flow, both JSON.
 *
 * <p>Start with {@link meridian.formats.cityflow.CityFlowReader}. {@code JsonFile} walks through a file, {@code
 * RoadnetReader} makes records in CityFlow's words, {@code RoadnetConversion} and {@code FlowReader} make Meridian's.
 *
 * <p>Source: <a href="https://cityflow.readthedocs.io/en/latest/roadnet.html">CityFlow, Roadnet File Format</a> and <a
 * href="https://cityflow.readthedocs.io/en/latest/flow.html">Flow File Format</a>.
 *
 * <p>CityFlow counts lanes from the middle of the road, Meridian from the kerb. Its plane is tied to no place on earth.
 */
@NullMarked
package meridian.formats.cityflow;

import org.jspecify.annotations.NullMarked;
