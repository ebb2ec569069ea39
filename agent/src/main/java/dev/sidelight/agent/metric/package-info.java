/** The observation that every reader reads, and the catalogue of metrics made from it. */
@NullMarked
package dev.sidelight.agent.metric;

import org.jspecify.annotations.NullMarked;
