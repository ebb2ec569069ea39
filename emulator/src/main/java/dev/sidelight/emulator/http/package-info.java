/** HTTP/1.1 on plain sockets, so that an answer can also be broken on the wire. */
@NullMarked
package dev.sidelight.emulator.http;

import org.jspecify.annotations.NullMarked;
