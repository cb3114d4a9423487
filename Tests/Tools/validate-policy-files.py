"""Validates policy and case files by the JSON Schemas that kluis prints, with PyYAML and jsonschema.

Standard input is a JSON list of {"schema": text, "file": name, "text": YAML}. Every scalar is read as
a text, as kluis does, and once more as an editor reads it (YAML 1.2 core schema: integers are
numbers). Prints a JSON list of the first problem of each file, or null.
"""

import json
import re
import sys

import jsonschema
import yaml


class EditorLoader(yaml.BaseLoader):
    """Texts but for whole numbers, truth values and null, as in the core schema of YAML 1.2."""


EditorLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), None)
EditorLoader.add_constructor("tag:yaml.org,2002:int", yaml.SafeLoader.construct_yaml_int)
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), None)
EditorLoader.add_constructor("tag:yaml.org,2002:bool", yaml.SafeLoader.construct_yaml_bool)


def problem(entry):
    schema = json.loads(entry["schema"])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for loader in (yaml.BaseLoader, EditorLoader):
        try:
            document = yaml.load(entry["text"], Loader=loader)
        except yaml.YAMLError as error:
            return f"not YAML: {error}"
        error = next(validator.iter_errors(document), None)
        if error is not None:
            return f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
    return None


json.dump([problem(entry) for entry in json.load(sys.stdin)], sys.stdout)
