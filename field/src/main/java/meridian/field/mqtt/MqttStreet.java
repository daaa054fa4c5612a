package meridian.field.mqtt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import meridian.field.plant.Observation;
import meridian.field.plant.Plant;
import meridian.field.plant.PlantLost;
import meridian.field.plant.SignalCommand;
import meridian.field.text.LoopReading;
import meridian.field.text.PlantText;
import meridian.model.control.ControlJunction;
import meridian.model.control.ControlNetwork;
import meridian.model.signal.Aspect;

/**
 * A plant as a street of controllers at a broker: the other end of an {@link MqttPlant}, for trying and testing without a street. Each
 * junction reports once a second, obeys orders that are in time, and goes back to its own plan when there are none. One thread calls {@link
 * #second}; messages may come on others.
 */
public final class MqttStreet implements AutoCloseable {
    private record Heard(int junction, String kind, byte[] payload) {}

    private final Plant plant;
    private final ControlNetwork network;
    private final MqttLink link;
    private final List<Controller> controllers = new ArrayList<>();
    private final Map<String, Heard> kinds = new HashMap<>();
    private final ConcurrentLinkedQueue<Heard> heard = new ConcurrentLinkedQueue<>();
    /** Loops of each junction. */
    private final List<List<Integer>> loops = new ArrayList<>();

    private MqttStreet(Plant plant, MqttLink link) {
        this.plant = plant;
        this.link = link;
        network = plant.network();
        for (int j = 0; j < network.junctions().size(); j++) {
            ControlJunction junction = network.junctions().get(j);
            controllers.add(new Controller(j, junction));
            int at = j;
            loops.add(IntStream.range(0, network.detectors().size())
                    .filter(d -> network.lanes()
                                    .get(network.detectors().get(d).lane())
                                    .junction()
                            == at)
                    .boxed()
                    .toList());
            for (String kind : List.of(MqttText.ORDER, MqttText.DROP)) {
                kinds.put(link.address().topic(junction.id(), kind), new Heard(j, kind, new byte[0]));
            }
        }
    }

    /**
     * Opens a street at a broker; what it is made of stays there for whoever comes.
     *
     * @param plant not closed by the street
     */
    public static MqttStreet open(Plant plant, BrokerAddress address) {
        MqttLink link = MqttLink.open(address);
        MqttStreet street = new MqttStreet(plant, link);
        link.subscribe(
                List.of(address.topic("junction/+/" + MqttText.ORDER), address.topic("junction/+/" + MqttText.DROP)),
                street::hear);
        byte[] network = MqttText.bytes(PlantText.of(street.network));
        link.publishSurely(address.topic(MqttText.NETWORK), network, true);
        link.whenBack(() -> link.publish(address.topic(MqttText.NETWORK), network, true));
        return street;
    }

    private void hear(String topic, byte[] payload) {
        Heard kind = kinds.get(topic);
        if (kind != null) {
            heard.add(new Heard(kind.junction(), kind.kind(), payload));
        }
    }

    /** Carries out what is due, lets a second of the plant pass, and reports. */
    public void second() throws PlantLost {
        long now = millis(plant.seconds());
        takeUp(now);
        List<SignalCommand> commands = new ArrayList<>();
        Observation before = plant.look();
        for (int j = 0; j < controllers.size(); j++) {
            commands.addAll(last(controllers.get(j).tick(shown(before, j), now)));
        }
        Observation seen = plant.step(commands);
        // Orders that came in the meantime came in that second.
        takeUp(millis(plant.seconds()));
        for (int j = 0; j < controllers.size(); j++) {
            Report report = controllers
                    .get(j)
                    .report(millis(plant.seconds()), plant.seconds(), shown(seen, j), plant.ended(), read(seen, j));
            link.publish(topic(j, MqttText.SEEN), report.bytes(network), false);
        }
    }

    private void takeUp(long now) {
        for (Heard next = heard.poll(); next != null; next = heard.poll()) {
            Controller controller = controllers.get(next.junction());
            if (next.kind().equals(MqttText.ORDER)) {
                link.publish(topic(next.junction(), MqttText.ANSWER), controller.hear(next.payload(), now), false);
            } else {
                controller.drop(next.payload());
            }
        }
    }

    /** A plant takes one command for a junction and step. */
    private static List<SignalCommand> last(List<SignalCommand> commands) {
        return commands.isEmpty() ? commands : List.of(commands.getLast());
    }

    private List<Aspect> shown(Observation seen, int junction) {
        int groups = network.junctions().get(junction).groups();
        return IntStream.range(0, groups).mapToObj(g -> seen.shown(junction, g)).toList();
    }

    private List<LoopReading> read(Observation seen, int junction) {
        return loops.get(junction).stream()
                .filter(seen::heard)
                .map(d -> new LoopReading(d, seen.count(d), seen.occupancy(d), seen.present(d)))
                .toList();
    }

    private String topic(int junction, String kind) {
        return link.address().topic(network.junctions().get(junction).id(), kind);
    }

    private static long millis(double seconds) {
        return Math.round(1000 * seconds);
    }

    /** Leaves the broker; the network stays there, the plant open. */
    @Override
    public void close() {
        link.close();
    }
}
