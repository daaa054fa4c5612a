/**
 * Green corridors: which stages an emergency vehicle that asked needs, at which junctions, from when on. Start with {@link
 * meridian.decide.corridor.CorridorRule}, a pure function from what is known to {@link meridian.decide.corridor.Need}s.
 *
 * <p>The vehicle is known by its own request and its own reports of where it is, and by nothing else: nobody is recognised, and no
 * other vehicle is followed.
 *
 * <p><b>Units.</b> Seconds, metres, vehicles. Links are indices of the city, lanes, junctions and stages those of the {@link
 * meridian.model.control.ControlNetwork}.
 * <p><b>Not here.</b> Finding ways, remembering who asked, time-outs, carrying out: module {@code act}. What is safe: the kernel.
 */
@NullMarked
package meridian.decide.corridor;

import org.jspecify.annotations.NullMarked;
