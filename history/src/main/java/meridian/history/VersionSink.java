package meridian.history;

import meridian.twin.history.Version;
import org.jspecify.annotations.Nullable;

/** Takes versions. */
interface VersionSink {
    /** @param datasetId of the instance; null for the default one */
    void add(String entityId, String attribute, @Nullable String datasetId, Version version);
}
