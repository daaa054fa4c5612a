package meridian.act;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import meridian.field.mqtt.BrokerAddress;
import meridian.field.mqtt.MqttStreet;
import meridian.field.plant.DetectorFaults;
import meridian.field.plant.EnginePlant;
import meridian.field.plant.ObserveMode;
import meridian.field.plant.PlantLost;
import meridian.testkit.Mosquitto;

/** Meridian Town's junctions at a broker, on a thread of their own. */
final class ServedStreet implements AutoCloseable {
    final BrokerAddress address;
    private final EnginePlant plant;
    private final MqttStreet street;
    private final Thread thread;
    private volatile boolean stopped;

    /** @param millis of real time for each second of the street */
    ServedStreet(Mosquitto broker, long millis) {
        address = BrokerAddress.of("mqtt://127.0.0.1:" + broker.port + "/town", Optional.empty());
        plant = TownRun.plant(ObserveMode.DETECTORS, DetectorFaults.NONE);
        street = MqttStreet.open(plant, address);
        thread = Thread.ofPlatform().start(() -> run(millis));
    }

    private void run(long millis) {
        long due = System.nanoTime();
        while (!stopped) {
            try {
                street.second();
            } catch (PlantLost e) {
                throw new IllegalStateException(e);
            }
            due += millis * 1_000_000;
            while (!stopped && System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
    }

    /** From now on nothing moves and nothing is reported. */
    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
        join(thread);
    }

    @Override
    public void close() {
        stop();
        street.close();
        plant.close();
    }

    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
