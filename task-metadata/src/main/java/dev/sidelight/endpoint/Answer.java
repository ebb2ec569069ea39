package dev.sidelight.endpoint;

/** What came of one exchange: a document, or the reason why there is none. */
public sealed interface Answer<T> {

    /** How it ended. */
    Outcome outcome();

    /** A document. */
    record Success<T>(T document) implements Answer<T> {

        @Override
        public Outcome outcome() {
            return Outcome.SUCCESS;
        }
    }

    /**
     * No document.
     *
     * @param detail what happened, in words for a log line
     */
    record Failure<T>(Outcome outcome, String detail) implements Answer<T> {}
}
