/** The exposition that Prometheus scrapes: the first scrape after a poll renders it, once, in the format asked for. */
@NullMarked
package dev.sidelight.agent.prometheus;

import org.jspecify.annotations.NullMarked;
