package dev.sidelight.probe;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Whose health is asked for. */
sealed interface Question {

    /** The agent itself: it must answer that it is well. */
    record OfAgent() implements Question {

        @Override
        public String path() {
            return "/health";
        }

        @Override
        public boolean failsOpen() {
            return false;
        }
    }

    /** A container of the task. */
    record OfContainer(String name) implements Question {

        @Override
        public String path() {
            return "/health/containers/"
                    + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        }

        @Override
        public boolean failsOpen() {
            return true;
        }
    }

    /** The task as a whole. */
    record OfTask() implements Question {

        @Override
        public String path() {
            return "/health/task?gate=true";
        }

        @Override
        public boolean failsOpen() {
            return true;
        }
    }

    /** Where the agent answers it. */
    String path();

    /** Whether no answer is no reason to call it unhealthy: the agent's own failure must not be a sibling's. */
    boolean failsOpen();
}
