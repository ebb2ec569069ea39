package dev.sidelight.agent.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.channels.UnresolvedAddressException;
import org.junit.jupiter.api.Test;

class OwnTroubleTest {

    @Test
    void whatTheSidecarLacksIsItsOwn() {
        assertThat(OwnTrouble.is(new SocketException("Too many open files"))).isTrue();
        assertThat(OwnTrouble.is(new IOException(new InternalError(new IOException("Too many open files")))))
                .isTrue();
        assertThat(OwnTrouble.is(new BindException("Cannot assign requested address")))
                .isTrue();
        assertThat(OwnTrouble.is(new ConnectException().initCause(new UnresolvedAddressException())))
                .isTrue();
        assertThat(OwnTrouble.is(new IllegalArgumentException("bug"))).isTrue();
    }

    @Test
    void whatTheContainerDoesIsNot() {
        assertThat(OwnTrouble.is(new ConnectException("Connection refused"))).isFalse();
        assertThat(OwnTrouble.is(new NoRouteToHostException("No route to host")))
                .isFalse();
        assertThat(OwnTrouble.is(new IOException("header parser received no bytes", new EOFException())))
                .isFalse();
        assertThat(OwnTrouble.is(new IOException("bad chunk", new NumberFormatException())))
                .isFalse();
    }

    @Test
    void messageIsPlainAndShort() {
        assertThat(ExceptionText.of(new IOException("a\r\nb\u001b[31m\u2028c"))).isEqualTo("IOException (a b [31m c)");
        assertThat(ExceptionText.of(new IOException())).isEqualTo("IOException");
        assertThat(ExceptionText.of(new IOException("😀".repeat(200))))
                .hasSizeLessThanOrEqualTo(120)
                .endsWith("😀…");
    }
}
