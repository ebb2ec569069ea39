package dev.sidelight.taskdef.model;

import dev.sidelight.Golden;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FieldsAgainstSdkTest {

    @Test
    void tableHoldsExactlyWhatTheSdkKnows() throws IOException {
        Golden.assertIs(
                Path.of("src/main/resources/dev/sidelight/taskdef/model/fields.txt"),
                "# What RegisterTaskDefinition takes, by the model of the AWS SDK: type, field, its type, its values.\n"
                        + SdkModel.lines());
    }
}
