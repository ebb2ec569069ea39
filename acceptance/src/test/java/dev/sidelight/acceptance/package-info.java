/** Tests of the built product against real parts: processes, Prometheus, the kernel. */
@NullMarked
package dev.sidelight.acceptance;

import org.jspecify.annotations.NullMarked;
