package meridian.app.access;

/**
 * The address of the page with a token that signs in once. The token stands behind the {@code #}: browsers do not send that
 * part, so that it gets into no log and no Referer, and what only previews a link does not use it up.
 */
public final class SignInAddress {
    private SignInAddress() {}

    /** @param page as it ends with a slash */
    public static String of(String page, String token) {
        return page + "#sign-in=" + token;
    }
}
