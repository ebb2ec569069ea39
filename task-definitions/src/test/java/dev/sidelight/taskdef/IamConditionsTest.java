package dev.sidelight.taskdef;

import static dev.sidelight.taskdef.IamRuns.file;
import static dev.sidelight.taskdef.IamRuns.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IamConditionsTest {

    private static final String HEAD = """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  ContainerDefinitions:
            """;

    private static final String BRANCHES = HEAD + """
                    - Name: web
                      Image: !If [Blue, '111122223333.dkr.ecr.eu-west-1.amazonaws.com/blue', '111122223333.dkr.ecr.eu-west-1.amazonaws.com/green']
                      Secrets: !If [Blue, [{Name: A, ValueFrom: /blue/a}], !Ref AWS::NoValue]
                    - !If
                      - Logged
                      - Name: extra
                        Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/extra'
                        Secrets:
                          - !If [Blue, !Ref AWS::NoValue, {Name: B, ValueFrom: /extra/b}]
                        LogConfiguration:
                          LogDriver: awslogs
                          Options:
                            awslogs-group: !If [Blue, one, two]
                            awslogs-region: eu-west-1
                            awslogs-stream-prefix: !If [Long, a, b]
                      - !Ref AWS::NoValue
                  Volumes:
                    - Name: files
                      EFSVolumeConfiguration: !If [Blue, {FilesystemId: fs-1, AuthorizationConfig: {IAM: ENABLED}}, !Ref AWS::NoValue]
            """;

    @TempDir
    Path folder;

    private static final String UNSEEN = HEAD + """
                    - Name: web
                      Image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/web'
                      Secrets: !FindInMap [Secrets, !Ref Stage, List]
                    - !GetAtt Other.Container
            """;

    @Test
    void whatIsNeededInOneBranchIsNeeded() {
        Run execution = run(BRANCHES, "-", "--policy", "execution");
        assertThat(execution.err()).isEmpty();
        assertThat(execution.out())
                .contains("repository/blue", "repository/green", "repository/extra")
                .contains("parameter/blue/a", "parameter/extra/b")
                .contains("log-group:one:", "log-group:two:");
        assertThat(run(BRANCHES, "-", "--policy", "task").out()).contains("file-system/fs-1");
    }

    @Test
    void aPolicyForOneBranchAloneDoesNotFit() throws IOException {
        String whole = run(BRANCHES, "-", "--policy", "execution").out();
        String part = whole.replace("repository/extra", "repository/other");
        assertThat(run(BRANCHES, "-", "--check", file(folder, "part.json", part)))
                .satisfies(run -> assertThat(run.code()).isEqualTo(1))
                .satisfies(run -> assertThat(run.out()).contains("repository/extra", "does not fit"));
        Run fits = run(BRANCHES, "-", "--check", file(folder, "whole.json", whole));
        assertThat(fits.code()).as(fits.out()).isZero();
        assertThat(fits.out()).contains(": the policy fits\n");
    }

    @Test
    void everyAlternativeIsSeenHoweverManyConditionsThereAre() {
        StringBuilder template = new StringBuilder(HEAD);
        for (int i = 0; i < 20; i++) {
            template.append(("        - !If [C%d, {Name: c, Image: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/a%d}, "
                            + "!If [D%d, !Ref AWS::NoValue, "
                            + "{Name: c, Image: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/b%d}]]\n")
                    .formatted(i, i, i, i));
        }
        String policy = run(template.toString(), "-", "--policy", "execution").out();
        for (int i = 0; i < 20; i++) {
            assertThat(policy).contains("repository/a" + i + "\"", "repository/b" + i + "\"");
        }
    }

    @Test
    void aSecretWithoutItsSixCharactersGetsAHint() throws IOException {
        String definition = """
                {"family": "shop", "requiresCompatibilities": ["EXTERNAL"], "containerDefinitions": [{"name": "web",
                 "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web", "secrets": [{"name": "A",
                 "valueFrom": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/db"}]}]}""";
        String policy = run(definition, "-", "--policy", "execution").out();
        assertThat(policy).contains("secret:shop/db-??????");
        String bare = file(folder, "bare.json", policy.replace("shop/db-??????", "shop/db"));
        assertThat(run(definition, "-", "--check", bare).out()).contains("six characters", "add -??????");
        String other = file(folder, "other.json", policy.replace("shop/db-??????", "shop/dc-??????"));
        assertThat(run(definition, "-", "--check", other).out()).doesNotContain("six characters");
        assertThat(run(definition, "-").out())
                .contains("on instances of ECS Anywhere without")
                .doesNotContain("on EC2");
    }

    @Test
    void whatCouldNotBeLookedIntoIsNamedAndNeverSaidToFit() throws IOException {
        Run printed = run(UNSEEN, "-", "--policy", "execution");
        assertThat(printed.code()).isZero();
        assertThat(printed.err())
                .contains("may be too small", "secrets of web", "containers by GetAtt")
                .hasLineCount(1);
        assertThat(run(UNSEEN, "-", "--policy", "execution-trust").err()).isEmpty();
        String any = file(folder, "any.json", printed.out());
        Run checked = run(UNSEEN, "-", "--check", any);
        assertThat(checked.code()).isZero();
        assertThat(checked.out())
                .doesNotContain("policy fits")
                .contains("may be too small", "not looked into\n  containers by GetAtt");
        assertThat(run(UNSEEN, "-", "--check", any, "--format", "json").out())
                .contains("\"notLookedInto\": [")
                .contains("secrets of web by FindInMap");
        assertThat(run(UNSEEN, "-").out()).contains("could not be looked into: secrets of web");
    }
}
