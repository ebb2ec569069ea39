/** The paths of metadata endpoint v4 and the control address beside it. */
@NullMarked
package dev.sidelight.emulator.endpoint;

import org.jspecify.annotations.NullMarked;
