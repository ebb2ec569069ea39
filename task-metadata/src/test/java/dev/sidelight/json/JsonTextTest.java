package dev.sidelight.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    private final ObjectMapper mapper = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":{\"b\":[1,-2,18446744073709551615,1.5,true,false,null,\"\\u00e9\\n\"]},\"c\":{},\"d\":[]}",
                "[]",
                "3000000000",
                "\"text\"",
                "null",
                "{\"a\":1,\"a\":2}"
            })
    void readsAndWritesAsTheMapperDoes(String text) throws IOException {
        assertThat(JsonText.read(bytes(text))).isEqualTo(mapper.readTree(text));
        assertThat(mapper.readTree(JsonText.write(mapper.readTree(text)))).isEqualTo(mapper.readTree(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{} {}", "tru", "]", "NaN", "'a'"})
    void refusesWhatIsNotOneValue(String text) {
        assertThatThrownBy(() -> JsonText.read(bytes(text))).isInstanceOf(JacksonException.class);
    }

    @Test
    void refusesWhatIsNestedTooDeeply() {
        assertThatThrownBy(() -> JsonText.read(bytes("[".repeat(100_000)))).isInstanceOf(JacksonException.class);
    }

    @Test
    void nothingIsMissing() throws IOException {
        assertThat(JsonText.read(bytes(" \n")).isMissingNode()).isTrue();
    }

    @Test
    void wholeNumbersHaveNoExponent() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        assertThat(JsonText.write(nodes.numberNode(69050368d))).isEqualTo("69050368");
        assertThat(JsonText.write(nodes.numberNode(0.25))).isEqualTo("0.25");
        assertThat(JsonText.write(nodes.numberNode(1e300))).isEqualTo("1.0E300");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
