/**
 * Who may use the server's doors: keys of devices and applications, sessions of people, and what each may do.
 *
 * <p>Start with {@link meridian.api.access.Access}. A route names a {@link meridian.api.access.Permission} and a {@link
 * meridian.api.access.Reach}; its handler learns who asks, and to which types and areas that is limited, from {@link
 * meridian.api.access.Caller#of}.
 *
 * <p><b>Secrets.</b> All are made here, of 256 random bits, shown once and stored only as their SHA-256.
 * <p><b>State.</b> One file in the data folder, replaced as a whole and forced to disk before anybody is told.
 * <p><b>Threads.</b> Safe for all; who asks never waits for who changes.
 * <p><b>Not here.</b> HTTP: status, headers and cookies are the business of {@code meridian.api}.
 */
@NullMarked
package meridian.api.access;

import org.jspecify.annotations.NullMarked;
