package dev.sidelight.agent;

import java.lang.management.ManagementFactory;
import java.util.Optional;

/** Whether the JVM took the cache of classes that it was started with. */
final class AotCache {

    private static final String FLAG = "-XX:AOTCache=";
    /** A JVM has loaded about 500 classes when it comes here; with the cache all that is in it, more than 3000. */
    private static final long LOADED_WITHOUT = 1500;

    private AotCache() {}

    /** What is to be said when a cache was named and is not in use; there is no API to ask. */
    static Optional<String> trouble() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith(FLAG))
                .filter(_ -> ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount() < LOADED_WITHOUT)
                .findFirst()
                .map(argument -> "runs without its cache of classes, " + argument.substring(FLAG.length())
                        + ": it is missing, or was made for another Java, processor or set of flags. The start takes"
                        + " longer and more memory is used. Build the image anew; -Xlog:aot says why");
    }
}
