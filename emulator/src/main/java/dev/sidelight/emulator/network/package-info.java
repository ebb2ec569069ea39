/** Network namespaces of tasks and containers. */
@NullMarked
package dev.sidelight.emulator.network;

import org.jspecify.annotations.NullMarked;
