package meridian.app.run;

import java.util.ArrayList;
import java.util.List;
import meridian.model.BadInput;
import meridian.model.demand.LinkPath;
import meridian.model.network.Network;
import meridian.model.network.VehicleKind;
import meridian.sim.route.Router;

/** A chain of links as people name it: by some of them, in order of travel. */
public final class Way {
    private Way() {}

    /**
     * The links by their index; between two that do not touch, the fastest way on empty roads.
     *
     * @throws BadInput where a link does not exist, or no way leads from one to the next
     */
    public static List<Integer> of(List<String> names, Network network, Router router) {
        List<Integer> links = new ArrayList<>();
        for (String name : names) {
            int link = network.findLink(name.strip())
                    .orElseThrow(() -> new BadInput(
                            "--corridor",
                            "there is no link \"" + name + "\"",
                            "links of the city by their names, as in links.csv",
                            "Look them up with meridian city show, or in the results of a run"));
            if (links.isEmpty()) {
                links.add(link);
                continue;
            }
            LinkPath path = router.query().fastest(links.getLast(), link, VehicleKind.CAR, router.freeFlowSeconds());
            if (path == null) {
                throw new BadInput(
                        "--corridor",
                        "no way leads to link \"" + name + "\" from the one before it",
                        "links in order of travel",
                        "Name them the other way round, or others");
            }
            for (int i = 1; i < path.size(); i++) {
                links.add(path.link(i));
            }
        }
        return links;
    }
}
