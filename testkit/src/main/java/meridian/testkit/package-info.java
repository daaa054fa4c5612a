/** What tests and first runs share: a small hand-made town, and the way to the measured cities. */
@NullMarked
package meridian.testkit;

import org.jspecify.annotations.NullMarked;
