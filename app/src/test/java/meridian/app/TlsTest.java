package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import meridian.api.ServerCertificate;
import meridian.model.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program on another address than the loopback, with a certificate that keytool made. */
final class TlsTest {
    private static final char[] PASSWORD = "not a secret".toCharArray();

    @TempDir
    private Path folder = Path.of("");

    private record Pem(Path certificate, Path key, KeyStore store) {}

    /** A self-signed certificate for these names, as PEM. */
    private Pem pem(String name, String algorithm, String subjectAltName, int daysAgo)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=test",
                        "-startdate",
                        "-" + daysAgo + "d",
                        "-validity",
                        "30",
                        "-ext",
                        subjectAltName,
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD),
                        "-storetype",
                        "PKCS12")
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, keytool.waitFor(), said);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        Key key = keys.getKey("server", PASSWORD);
        Path certificateFile = folder.resolve(name + ".crt");
        Path keyFile = folder.resolve(name + ".key");
        write(certificateFile, "CERTIFICATE", keys.getCertificate("server").getEncoded());
        write(keyFile, "PRIVATE KEY", key.getEncoded());
        return new Pem(certificateFile, keyFile, keys);
    }

    private static void write(Path file, String what, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(file, "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
    }

    private Pem pem(String name) throws IOException, InterruptedException, GeneralSecurityException {
        return pem(name, "EC", "SAN=dns:localhost,ip:127.0.0.1", 0);
    }

    private static BadInput refused(Path certificate, Path key) {
        return assertThrows(BadInput.class, () -> ServerCertificate.read(certificate, key));
    }

    @Test
    void filesThatDoNotFitTogetherAreRefused() throws Exception {
        Pem one = pem("one");
        Pem other = pem("other");
        Pem old = pem("old", "EC", "SAN=dns:localhost", 60);
        Pem nameless = pem("nameless", "EC", "KU=digitalSignature", 0);
        assertTrue(refused(one.certificate(), other.key()).getMessage().contains("not the key"));
        assertTrue(refused(one.key(), one.key()).getMessage().contains("no certificate"));
        assertTrue(refused(one.certificate(), one.certificate()).getMessage().contains("no private key"));
        assertTrue(refused(folder.resolve("none"), one.key()).getMessage().contains("no such file"));
        assertTrue(
                refused(one.certificate(), folder.resolve("none")).getMessage().contains("cannot be read"));
        assertTrue(refused(old.certificate(), old.key()).getMessage().contains("holds from"));
        assertTrue(refused(nameless.certificate(), nameless.key()).getMessage().contains("names no host"));
    }

    @Test
    void rsaKeysAreReadToo() throws Exception {
        Pem rsa = pem("rsa", "RSA", "SAN=dns:localhost", 0);
        assertNotEquals("", ServerCertificate.read(rsa.certificate(), rsa.key()).fingerprint());
    }

    @Test
    void anotherAddressIsServedOverTlsToWhomItsCertificateConvinces() throws Exception {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(a -> a instanceof java.net.Inet4Address && !a.isLoopbackAddress())
                .toList();
        assumeFalse(others.isEmpty(), "this machine has the loopback only");
        String address = others.getFirst().getHostAddress();
        Pem pem = pem("server", "EC", "SAN=ip:" + address, 0);
        Process process = start(address, pem);
        try (BufferedReader out =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                HttpClient client = HttpClient.newBuilder()
                        .sslContext(trusting(pem.store()))
                        .build();
                HttpClient stranger = HttpClient.newHttpClient()) {
            PrintedAddress printed = PrintedAddress.of(String.valueOf(out.readLine()));
            assertTrue(printed.page().startsWith("https://" + address + ":"), printed.page());
            assertThrows(IOException.class, () -> printed.signIn(stranger), "nobody signed that certificate");
            assertThrows(
                    IOException.class,
                    () -> ask(stranger, printed.page().replace("https", "http"), "a=b"),
                    "without TLS nothing is said");
            HttpResponse<String> signedIn = printed.signIn(client);
            String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
            assertTrue(cookie.startsWith("__Host-meridian-") && cookie.endsWith("; Secure"), cookie);
            assertTrue(
                    signedIn.headers().firstValue("Strict-Transport-Security").isPresent());
            HttpResponse<String> answer = ask(client, printed.page(), PrintedAddress.cookie(signedIn));
            assertEquals(200, answer.statusCode(), answer.body());
            Cli again = Cli.run("sign-in", "--data", folder.resolve("data"));
            assertEquals(0, again.exitCode(), again.err());
            assertEquals(
                    200, PrintedAddress.of(again.out().strip()).signIn(client).statusCode());
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(String address, Pem pem) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Cli.program(
                "up",
                "--no-open",
                "--port",
                "0",
                "--bind",
                address,
                "--tls-certificate",
                pem.certificate(),
                "--tls-key",
                pem.key(),
                "--data",
                folder.resolve("data")));
        builder.redirectError(folder.resolve("err").toFile());
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        builder.environment().put("MERIDIAN_CITY_TRIED", "1");
        return builder.start();
    }

    private static SSLContext trusting(KeyStore store) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static HttpResponse<String> ask(HttpClient client, String page, String cookie)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(page + "api/loading"))
                .header("Cookie", cookie)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
