"""Validates the FHIR R4 bundle of a dossier on standard input: by fhir.resources, which others wrote,
and by what that leaves out (required bindings of the elements in use, references, empty values).
Prints what is wrong, one line each, and exits 1; for a right bundle how many resources of each type
there are, as JSON, and exits 0.
"""

import json
import sys
from collections import Counter
from importlib import import_module

# Required bindings of HL7 FHIR R4 for the elements that the export writes.
BINDINGS = {
    ("Bundle", "type"): {"collection"},
    ("DocumentReference", "status"): {"current", "superseded", "entered-in-error"},
    ("DocumentReference", "docStatus"): {"preliminary", "final", "amended", "entered-in-error"},
    ("QuestionnaireResponse", "status"): {"in-progress", "completed", "amended",
                                          "entered-in-error", "stopped"},
    ("CarePlan", "status"): {"draft", "active", "on-hold", "revoked", "completed",
                             "entered-in-error", "unknown"},
    ("CarePlan", "intent"): {"proposal", "plan", "order", "option"},
    ("Task", "status"): {"draft", "requested", "received", "accepted", "rejected", "ready",
                         "cancelled", "in-progress", "on-hold", "failed", "completed",
                         "entered-in-error"},
    ("Task", "intent"): {"unknown", "proposal", "plan", "order", "original-order", "reflex-order",
                         "filler-order", "instance-order", "option"},
    ("Consent", "status"): {"draft", "proposed", "active", "rejected", "inactive",
                            "entered-in-error"},
}
ENTITY_ROLES = {"derivation", "revision", "quotation", "source", "removal"}
CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"


def walk(value, path=""):
    yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from walk(inner, f"{path}[{index}]")


def model(resource):
    name = resource["resourceType"]
    module = import_module(f"fhir.resources.R4B.{name.lower()}")
    getattr(module, name).model_validate(resource)


def resource_faults(resource):
    name = resource["resourceType"]
    try:
        model(resource)
    except Exception as error:
        yield f"fhir.resources: {str(error)[:400]}"
    for (kind, element), codes in BINDINGS.items():
        if kind == name and element in resource and resource[element] not in codes:
            yield f"{element} is {resource[element]}"
    if name == "Consent" and not {"policy", "policyRule"} & resource.keys():
        yield "ppc-1: neither policy nor policyRule"
    if name == "Provenance":
        for entity in resource.get("entity", []):
            if entity["role"] not in ENTITY_ROLES:
                yield f"entity.role {entity['role']}"
    if name != "AuditEvent":
        labels = [c for c in resource.get("meta", {}).get("security", [])
                  if c.get("system") == CONFIDENTIALITY]
        if len(labels) != 1 or labels[0]["code"] not in {"N", "R", "V"}:
            yield "not one confidentiality label"


def main():
    bundle = json.loads(sys.stdin.buffer.read())
    faults = [f"Bundle: {f}" for f in resource_faults(bundle)]
    entries = bundle.get("entry", [])
    urls = [e["fullUrl"] for e in entries]
    if len(set(urls)) != len(urls):
        faults.append("a fullUrl stands twice")
    paths = set()
    for entry in entries:
        resource = entry["resource"]
        path = f"{resource['resourceType']}/{resource['id']}"
        paths.add(path)
        if not entry["fullUrl"].endswith("/" + path):
            faults.append(f"fullUrl {entry['fullUrl']}")
        faults += [f"{path}: {f}" for f in resource_faults(resource)]
    for path, value in walk(bundle):
        if value in ("", [], {}):
            faults.append(f"{path} is empty")
        if isinstance(value, dict) and "reference" in value:
            reference = value["reference"]
            if isinstance(reference, str) and reference not in paths:
                faults.append(f"{path}: {reference} is not in the bundle")
        if path.endswith(".attachment.url") and value not in paths:
            faults.append(f"{path}: {value} is not in the bundle")
    if faults:
        print("\n".join(faults[:50]))
        return 1
    print(json.dumps(Counter(e["resource"]["resourceType"] for e in entries), sort_keys=True))
    return 0


sys.exit(main())
