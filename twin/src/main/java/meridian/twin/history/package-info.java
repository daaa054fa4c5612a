/**
 * What was true when, and who knew it when: the meaning of the past, as pure functions.
 *
 * <p>Each version of an attribute instance has two times. It was true from {@code observedAt} on, until the next version's; and
 * the twin knows it since {@code recordedAt}. {@link meridian.twin.history.History} answers with both;
 * {@link meridian.twin.history.RollUps} keeps sums of numbers as they arrive. Where the past is stored is not said here: files
 * and databases implement these answers.
 */
@NullMarked
package meridian.twin.history;

import org.jspecify.annotations.NullMarked;
