/** Answers recorded earlier, stepped through. */
@NullMarked
package dev.sidelight.emulator.replay;

import org.jspecify.annotations.NullMarked;
