/** The agent as a process beside an emulated task, for the demo and for whoever else runs one. */
@NullMarked
package dev.sidelight.emulator.sidecar;

import org.jspecify.annotations.NullMarked;
