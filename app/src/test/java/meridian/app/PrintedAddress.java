package meridian.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What {@code meridian up} prints: the page, and a token that signs in once. */
record PrintedAddress(String page, String token) {
    static PrintedAddress of(String line) {
        String[] parts = line.split("#sign-in=", 2);
        return new PrintedAddress(parts[0], parts.length == 2 ? parts[1] : "");
    }

    /** Signs in as the page does; the answer has the cookie. */
    HttpResponse<String> signIn(HttpClient client) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(page + "api/session"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"secret\":\"" + token + "\"}"))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    static String cookie(HttpResponse<String> signedIn) {
        return signedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }
}
