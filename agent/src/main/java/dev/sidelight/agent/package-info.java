/** The sidecar's main program: reads the configuration, wires, starts and stops. */
@NullMarked
package dev.sidelight.agent;

import org.jspecify.annotations.NullMarked;
