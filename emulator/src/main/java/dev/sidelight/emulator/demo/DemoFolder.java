package dev.sidelight.emulator.demo;

import dev.sidelight.emulator.disk.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Path;

/** The demo's logs; closing deletes them unless something went wrong. */
final class DemoFolder implements AutoCloseable {
    private final TemporaryFolder folder;
    private volatile boolean kept;

    private DemoFolder(TemporaryFolder folder) {
        this.folder = folder;
    }

    static DemoFolder create() throws IOException {
        return new DemoFolder(TemporaryFolder.create("sidelight-demo"));
    }

    Path path() {
        return folder.root();
    }

    /** For whoever wants to know why it failed. */
    void keep() {
        kept = true;
        System.err.println("the logs stay in " + path());
    }

    @Override
    public void close() {
        if (!kept) {
            folder.close();
        }
    }
}
