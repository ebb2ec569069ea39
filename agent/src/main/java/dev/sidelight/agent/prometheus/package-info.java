/** The exposition that Prometheus scrapes, rendered once per poll. */
@NullMarked
package dev.sidelight.agent.prometheus;

import org.jspecify.annotations.NullMarked;
