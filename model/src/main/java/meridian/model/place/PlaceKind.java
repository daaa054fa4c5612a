package meridian.model.place;

/** What a point of interest is. The order is part of the city file: append only. */
public enum PlaceKind {
    SCHOOL,
    UNIVERSITY,
    KINDERGARTEN,
    HOSPITAL,
    CLINIC,
    FIRE_STATION,
    POLICE,
    SUBSTATION,
    SHOP,
    SUPERMARKET,
    OFFICE,
    RESTAURANT,
    INDUSTRY,
    SPORT,
    CULTURE,
    WORSHIP,
    GOVERNMENT,
    FUEL,
    PARKING,
    PORT,
    AIRPORT,
    STATION,
    OTHER
}
