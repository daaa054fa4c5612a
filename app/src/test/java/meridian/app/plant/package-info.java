@NullMarked
package meridian.app.plant;

import org.jspecify.annotations.NullMarked;
