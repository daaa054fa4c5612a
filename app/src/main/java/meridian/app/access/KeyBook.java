package meridian.app.access;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import meridian.api.access.Access;
import meridian.api.access.AccessKey;
import meridian.api.access.KeyOrder;
import meridian.api.access.MadeKey;
import meridian.app.machine.InstanceLock;

/** The keys of one data folder: asked from the instance that runs there, or read and written where none does. */
public sealed interface KeyBook extends AutoCloseable {
    /** @throws IllegalArgumentException with a sentence where such a key makes no sense */
    MadeKey make(KeyOrder order);

    List<AccessKey> all();

    /** The key after it, where there is one of that number. */
    Optional<AccessKey> revoke(String id);

    @Override
    void close();

    /** Of this folder, which exists. While it is open no instance can start there. */
    static KeyBook of(Path data) {
        Optional<InstanceLock> lock = InstanceLock.tryTake(data);
        return lock.isPresent()
                ? new OnDisk(lock.get(), Access.of(data, Clock.systemUTC()))
                : new Running(RunningInstance.of(data));
    }

    /** Nobody else uses the folder. */
    record OnDisk(InstanceLock lock, Access access) implements KeyBook {
        @Override
        public MadeKey make(KeyOrder order) {
            return access.makeKey(order);
        }

        @Override
        public List<AccessKey> all() {
            return access.keys();
        }

        @Override
        public Optional<AccessKey> revoke(String id) {
            return access.revokeKey(id);
        }

        @Override
        public void close() {
            lock.close();
        }
    }

    /** An instance runs and has the keys. */
    record Running(RunningInstance instance) implements KeyBook {
        @Override
        public MadeKey make(KeyOrder order) {
            return instance.makeKey(order);
        }

        @Override
        public List<AccessKey> all() {
            return instance.keys();
        }

        @Override
        public Optional<AccessKey> revoke(String id) {
            return instance.revokeKey(id);
        }

        @Override
        public void close() {
            instance.close();
        }
    }
}
