/** The demo: a live task, the agent that observes it, and load. */
@NullMarked
package dev.sidelight.emulator.demo;

import org.jspecify.annotations.NullMarked;
