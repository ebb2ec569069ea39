/** As much of an HTTP client as one GET on this machine needs. */
@NullMarked
package dev.sidelight.http;

import org.jspecify.annotations.NullMarked;
