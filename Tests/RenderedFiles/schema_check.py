"""Validates report specs against their JSON Schema, as an editor does.

schema_check.py SCHEMA SPEC...  checks the schema itself, then prints the faults of each spec as JSON
"""

import json
import sys

import jsonschema
import yaml


def faults(validator, path):
    with open(path, encoding="utf-8") as file:
        spec = yaml.safe_load(file)
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in validator.iter_errors(spec)]


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    json.dump([faults(validator, path) for path in sys.argv[2:]], sys.stdout)
