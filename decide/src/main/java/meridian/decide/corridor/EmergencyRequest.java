package meridian.decide.corridor;

/**
 * Somebody asks for a way through the city.
 *
 * @param id of this request, unique while it is open; not of a vehicle or a person
 * @param vehicle what kind it is
 * @param fromLink link on which it is or begins
 * @param toLink link of its destination
 * @param urgency decides between two that need the same junction
 */
public record EmergencyRequest(String id, PriorityVehicle vehicle, int fromLink, int toLink, Urgency urgency) {
    public EmergencyRequest {
        if (id.isBlank() || fromLink < 0 || toLink < 0) {
            throw new IllegalArgumentException("a request has an id and leads from a link to a link, got \"" + id
                    + "\", " + fromLink + " and " + toLink);
        }
    }
}
