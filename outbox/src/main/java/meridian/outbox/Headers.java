package meridian.outbox;

import java.util.Map;
import java.util.TreeMap;
import meridian.twin.subscription.Endpoint;

/** What goes with a notification beside its body. */
final class Headers {
    static final String CORE = "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.8.jsonld";

    private Headers() {}

    static Map<String, String> of(Endpoint endpoint) {
        Map<String, String> headers = new TreeMap<>(endpoint.receiverInfo());
        headers.put("Content-Type", endpoint.accept());
        if (endpoint.accept().equals("application/json")) {
            headers.put(
                    "Link",
                    "<" + CORE + ">; rel=\"http://www.w3.org/ns/json-ld#context\"; type=\"application/ld+json\"");
        }
        return headers;
    }
}
