/**
 * The city file's things as entities: {@link meridian.twin.city.CityEntities}; and the figures of its links as events:
 * {@link meridian.twin.city.LinkFigures}.
 *
 * <p>Types and attributes are those of FIWARE's Smart Data Models (dataModel.Transportation, dataModel.UrbanMobility,
 * dataModel.PointOfInterest) where one exists; docs/decisions/0016 lists the others.
 */
@NullMarked
package meridian.twin.city;

import org.jspecify.annotations.NullMarked;
