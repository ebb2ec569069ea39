package dev.sidelight.taskdef.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SplicesTest {

    private static String removed(String file, String text, String name) throws Unreadable {
        Document document = Document.of(file, text);
        Value.Members root = (Value.Members) document.root();
        return Edit.apply(
                text, List.of(Splices.remove(document, root, root.member(name).orElseThrow())));
    }

    private static String added(String file, String text) throws Unreadable {
        Document document = Document.of(file, text);
        return Edit.apply(text, List.of(Splices.add(document, (Value.Members) document.root(), "z", "1")));
    }

    private static String appended(String file, String text) throws Unreadable {
        Document document = Document.of(file, text);
        Value.Items list =
                (Value.Items) ((Value.Members) document.root()).value("a").orElseThrow();
        return Edit.apply(text, List.of(Splices.append(document, list, "9")));
    }

    @Test
    void membersAreRemovedWithTheirComma() throws Unreadable {
        assertThat(removed("a.json", "{\n  \"a\": 1,\n  \"b\": 2\n}", "a")).isEqualTo("{\n  \"b\": 2\n}");
        assertThat(removed("a.json", "{\n  \"a\": 1,\n  \"b\": 2\n}", "b")).isEqualTo("{\n  \"a\": 1\n}");
        assertThat(removed("a.json", "{\"a\": 1}", "a")).isEqualTo("{}");
        assertThat(removed("a.yaml", "{a: 1, b: 2}", "b")).isEqualTo("{a: 1}");
    }

    @Test
    void membersOfBlocksAreRemovedWithTheirLines() throws Unreadable {
        assertThat(removed("a.yaml", "a: 1 # one\nb:\n  c: 2\nd: 3\n", "b")).isEqualTo("a: 1 # one\nd: 3\n");
        assertThat(removed("a.yaml", "a: 1\nb: 2", "b")).isEqualTo("a: 1\n");
    }

    @Test
    void membersAreAddedInTheStyleAround() throws Unreadable {
        assertThat(added("a.json", "{\n  \"a\": 1\n}")).isEqualTo("{\n  \"a\": 1,\n  \"z\": 1\n}");
        assertThat(added("a.json", "{\"a\": 1}")).isEqualTo("{\"a\": 1, \"z\": 1}");
        assertThat(added("a.json", "{}")).isEqualTo("{\"z\": 1}");
        assertThat(added("a.yaml", "a:\n  b: 1 # one\n# end\n")).isEqualTo("a:\n  b: 1 # one\nz: 1\n# end\n");
        assertThat(added("a.yaml", "{a: 1, b: 2}")).isEqualTo("{a: 1, b: 2, z: 1}");
    }

    @Test
    void itemsAreAppendedInTheStyleAround() throws Unreadable {
        assertThat(appended("a.json", "{\"a\": [1, 2]}")).isEqualTo("{\"a\": [1, 2, 9]}");
        assertThat(appended("a.json", "{\"a\": [\n  1\n]}")).isEqualTo("{\"a\": [\n  1,\n  9\n]}");
        assertThat(appended("a.json", "{\"a\": []}")).isEqualTo("{\"a\": [9]}");
        assertThat(appended("a.yaml", "a:\n  - 1\n  - b: 2\n    c: 3\nd: 4\n"))
                .isEqualTo("a:\n  - 1\n  - b: 2\n    c: 3\n  - 9\nd: 4\n");
    }
}
