/** Programs that run as containers, and the load on them. */
@NullMarked
package dev.sidelight.emulator.program;

import org.jspecify.annotations.NullMarked;
