package meridian.api;

import io.helidon.common.configurable.Resource;
import io.helidon.common.configurable.ResourceException;
import io.helidon.common.pki.Keys;
import io.helidon.common.pki.PkiException;
import io.helidon.common.tls.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import meridian.model.BadInput;
import org.jspecify.annotations.Nullable;

/** A certificate and its private key, read from PEM files and known to fit together. The names in it are the server's. */
public final class ServerCertificate {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private final List<X509Certificate> chain;
    private final PrivateKey key;

    private ServerCertificate(List<X509Certificate> chain, PrivateKey key) {
        this.chain = List.copyOf(chain);
        this.key = key;
    }

    /**
     * Reads both files.
     *
     * @param chain the server's own certificate first
     * @param key not encrypted
     * @throws BadInput where they cannot be read, do not fit, or do not hold today
     */
    public static ServerCertificate read(Path chain, Path key) {
        List<X509Certificate> certificates = certificates(chain);
        PrivateKey secret = privateKey(key);
        X509Certificate own = certificates.getFirst();
        if (!fits(secret, own.getPublicKey())) {
            throw bad(
                    "--tls-key " + key,
                    "it is not the key of the certificate in " + chain,
                    "the key of that certificate");
        }
        try {
            own.checkValidity();
        } catch (CertificateException e) {
            throw bad(
                    "--tls-certificate " + chain,
                    "it holds from " + own.getNotBefore().toInstant() + " to "
                            + own.getNotAfter().toInstant() + " only",
                    "a certificate that holds now");
        }
        ServerCertificate read = new ServerCertificate(certificates, secret);
        if (read.names().isEmpty()) {
            throw bad(
                    "--tls-certificate " + chain,
                    "it names no host",
                    "a certificate whose subjectAltName has the name or address that people type");
        }
        return read;
    }

    private static BadInput bad(String place, String what, String expected) {
        return new BadInput(place, what, expected, "Name PEM files that fit together");
    }

    private static List<X509Certificate> certificates(Path file) {
        List<X509Certificate> found = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .forEach(certificate -> found.add((X509Certificate) certificate));
        } catch (IOException e) {
            throw bad("--tls-certificate " + file, BadInput.reason(e), "a file that can be read");
        } catch (CertificateException e) {
            // As none at all.
        }
        if (found.isEmpty()) {
            throw bad("--tls-certificate " + file, "no certificate can be read in it", "an X.509 certificate as PEM");
        }
        return found;
    }

    private static PrivateKey privateKey(Path file) {
        if (!Files.isReadable(file)) {
            throw bad("--tls-key " + file, "it cannot be read", "a file that can be read");
        }
        try {
            return Keys.builder()
                    .pem(pem -> pem.key(Resource.create(file)))
                    .build()
                    .privateKey()
                    .orElseThrow(() -> badKey(file));
        } catch (PkiException | ResourceException e) {
            throw badKey(file);
        }
    }

    private static BadInput badKey(Path file) {
        return bad("--tls-key " + file, "no private key can be read in it", "a private key as PEM, not encrypted");
    }

    /** Signs something with the one and asks the other. */
    private static boolean fits(PrivateKey secret, PublicKey open) {
        String algorithm = algorithm(secret.getAlgorithm());
        byte[] something = algorithm.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(secret);
            signature.update(something);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update(something);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String algorithm(String ofKey) {
        return switch (ofKey) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> ofKey;
        };
    }

    /** Host names and addresses it is for, in lower case; may begin with {@code *.}. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (List<?> name : alternativeNames(chain.getFirst())) {
            boolean isHost = name.getFirst() instanceof Integer kind && (kind == DNS_NAME || kind == IP_ADDRESS);
            if (isHost && name.get(1) instanceof String text) {
                names.add(
                        text.contains(":") ? "[" + text.toLowerCase(Locale.ROOT) + "]" : text.toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    private static Collection<List<?>> alternativeNames(X509Certificate certificate) {
        try {
            @Nullable Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateException e) {
            return List.of();
        }
    }

    /** A name to be printed, where there is one without an asterisk. */
    Optional<String> name() {
        return names().stream().filter(name -> !name.startsWith("*")).findFirst();
    }

    /** SHA-256 of the server's own certificate, in hexadecimal digits: by it programs of this machine know the server. */
    public String fingerprint() {
        return fingerprint(chain.getFirst());
    }

    /** The same of any certificate. */
    public static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256, and this was read from its own encoding", e);
        }
    }

    Tls tls() {
        return Tls.builder()
                .privateKey(key)
                .privateKeyCertChain(chain)
                .addEnabledProtocol("TLSv1.3")
                .addEnabledProtocol("TLSv1.2")
                .build();
    }
}
