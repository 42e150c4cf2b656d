"""Reads messages with Python's email package and prints what they say as a list in JSON."""

import base64
import email
import email.policy
import json
import sys


def read(path):
    with open(path, "rb") as file:
        message = email.message_from_binary_file(file, policy=email.policy.default)
    parts = list(message.walk())
    return {
        "subject": message["subject"], "from": str(message["from"] or ""), "to": [str(each) for each in message["to"].addresses] if message["to"] else [],
        "date": message["date"].datetime.isoformat(), "headers": list(message.keys()), "type": message.get_content_type(),
        "text": message.get_body(("plain",)).get_content(), "html": message.get_body(("html",)).get_content(),
        "attachments": [
            {"name": part.get_filename(), "type": part.get_content_type(), "base64": base64.b64encode(part.get_payload(decode=True)).decode()}
            for part in message.iter_attachments()
        ],
        "defects": [str(defect) for part in parts for defect in part.defects]
        + [str(defect) for part in parts for value in part.values() for defect in getattr(value, "defects", ())],
    }


json.dump([read(path) for path in sys.argv[1:]], sys.stdout)
