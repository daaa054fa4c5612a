package meridian.formats.cityfile;

/** What a city file can be read without. Network and signals are always read. */
public enum Part {
    STOPS,
    PLACES,
    BUILDINGS,
    AREAS,
    ADDRESSES,
    SETTLEMENTS,
    TRIPS
}
