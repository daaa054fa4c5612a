@NullMarked
package meridian.act.effect;

import org.jspecify.annotations.NullMarked;
