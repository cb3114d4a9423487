"""Reads the texts of an exported log on standard input with Python's own parsers (json, csv, xml),
and prints them as JSON, one row a line: actor, organisation, subject, reason, index, leaf.

usage: read-exports.py fhir|fhir-bundle|ocsf|ecs|json|csv|dicom
"""

import base64
import csv
import io
import json
import re
import sys
import xml.etree.ElementTree as ElementTree

csv.field_size_limit(1 << 30)


def lines(data):
    return [json.loads(line) for line in data.decode("utf-8").split("\n")[:-1]]


def audit_event(event):
    types = {c["code"]: agent for agent in event["agent"] for c in agent["type"]["coding"]}
    person = types.get("IRCP") or types.get("AUT") or {}
    patient = [e for e in event["entity"] if e["type"]["code"] == "1"]
    details = {d["type"]: d["valueString"] for e in event["entity"] for d in e.get("detail", [])}
    return {
        "actor": person.get("name"),
        "organisation": types.get("PROV", {}).get("who", {}).get("display"),
        "subject": patient[0].get("name") if patient else None,
        "reason": (event.get("purposeOfEvent") or [{}])[0].get("text"),
        "index": details["tlog-index"], "leaf": details["tlog-leaf"],
    }


def fhir(data):
    return map(audit_event, lines(data))


def fhir_bundle(data):
    return [audit_event(entry["resource"]) for entry in json.loads(data).get("entry", [])]


def ocsf(data):
    for event in lines(data):
        user = event.get("actor", {}).get("user", {})
        yield {
            "actor": user.get("full_name"), "organisation": user.get("org", {}).get("name"),
            "subject": event["unmapped"].get("subject_name"), "reason": event.get("status_detail"),
            "index": str(event["unmapped"]["tlog_index"]), "leaf": event["unmapped"]["tlog_leaf"],
        }


def ecs(data):
    for document in lines(data):
        user = document.get("user", {})
        yield {
            "actor": user.get("full_name"),
            "organisation": document.get("organization", {}).get("name"),
            "subject": user.get("target", {}).get("full_name"),
            "reason": document["kluis"].get("reason"),
            "index": str(document["kluis"]["tlog"]["index"]),
            "leaf": document["kluis"]["tlog"]["leaf"],
        }


def columns(row):
    return {
        "actor": row.get("actorName"), "organisation": row.get("organisationName"),
        "subject": row.get("subjectName"), "reason": row.get("reason"), "index": str(row["index"]),
        "leaf": row["leafHash"],
    }


def own_json(data):
    return map(columns, lines(data))


def unguarded(cell):
    """Takes the guard against formulas off, as docs/formats/exports.md says."""
    if re.match("'+[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]", cell):
        return cell[1:]
    return cell


def own_csv(data):
    # newline="": the reader of csv sees the line ends as they are.
    rows = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""), strict=True)
    for row in rows:
        if None in row or None in row.values():
            raise ValueError("a row has another number of cells than the heading")
        for cell in row.values():
            if cell[:1] in tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"):
                raise ValueError("a cell that is a formula")
        yield columns({name: unguarded(cell) for name, cell in row.items()})


def dicom(data):
    for line in data.decode("utf-8").split("\n")[:-1]:
        message = ElementTree.fromstring(line)
        people = [p for p in message.iter("ActiveParticipant") if "UserName" in p.attrib]
        subject = [
            o for o in message.iter("ParticipantObjectIdentification")
            if o.get("ParticipantObjectTypeCode") == "1"]
        details = {
            d.get("type"): base64.b64decode(d.get("value"), validate=True).decode("utf-8")
            for d in message.iter("ParticipantObjectDetail")}
        yield {
            "actor": people[0].get("UserName") if people else None,
            "organisation": details.get("organisation"),
            "subject": subject[0].findtext("ParticipantObjectName") if subject else None,
            "reason": details.get("reason"), "index": details["tlog-index"],
            "leaf": details["tlog-leaf"],
        }


def main():
    readers = {
        "fhir": fhir, "fhir-bundle": fhir_bundle, "ocsf": ocsf, "ecs": ecs, "json": own_json,
        "csv": own_csv, "dicom": dicom,
    }
    for row in readers[sys.argv[1]](sys.stdin.buffer.read()):
        print(json.dumps(row))
    return 0


if __name__ == "__main__":
    sys.exit(main())
