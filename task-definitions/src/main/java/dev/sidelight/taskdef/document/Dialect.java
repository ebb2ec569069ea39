package dev.sidelight.taskdef.document;

import java.util.Map;
import java.util.stream.Collectors;

/** How a document names the fields of a task definition; rules use the API's names alone. */
public enum Dialect {
    /** What {@code register-task-definition} takes: {@code containerDefinitions}. */
    API,
    /** What CloudFormation takes: {@code ContainerDefinitions}. */
    CLOUDFORMATION;

    private static final Map<String, String> SPECIAL = Map.of(
            "efsVolumeConfiguration", "EFSVolumeConfiguration",
            "fsxWindowsFileServerVolumeConfiguration", "FSxWindowsFileServerVolumeConfiguration",
            "s3filesVolumeConfiguration", "S3FilesVolumeConfiguration",
            "fileSystemId", "FilesystemId",
            "iam", "IAM",
            "properties", "ProxyConfigurationProperties");
    private static final Map<String, String> BACK =
            SPECIAL.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    /** The API's name of a field that this document calls {@code name}. */
    public String canonical(String name) {
        if (this == API || name.isEmpty()) {
            return name;
        }
        String special = BACK.get(name);
        return special != null ? special : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** Whether a document's name is that of the API's field. */
    boolean isName(String name, String field) {
        return name.equals(field) || (this != API && canonical(name).equals(field));
    }

    /** This document's name of the API's field {@code name}. */
    public String written(String name) {
        if (this == API || name.isEmpty()) {
            return name;
        }
        String special = SPECIAL.get(name);
        return special != null ? special : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
