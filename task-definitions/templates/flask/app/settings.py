"""What the environment says; of secrets only how long they are."""

import os

PLAIN = ["STAGE", "GREETING", "LOG_LEVEL", "SUPPORT_ADDRESS", "DATABASE_USER"]
SECRET = ["API_TOKEN", "API_TOKEN_PREVIOUS", "API_TOKEN_PINNED", "DATABASE_PASSWORD", "DATABASE_PASSWORD_PREVIOUS"]


def settings():
    shown = {name: os.environ.get(name, "not set") for name in PLAIN}
    for name in SECRET:
        shown[name] = f"{len(os.environ[name])} characters" if name in os.environ else "not set"
    return shown
