"""Validates an exported log on standard input by schemas that others wrote, and by the rules that
those schemas leave out. Prints what is wrong, one line each, and exits 1; exits 0 for a right file.

usage: validate-exports.py fhir|fhir-bundle|ocsf|ecs
"""

import base64
import json
import re
import sys

BALP = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit."
DCM = "http://dicom.nema.org/resources/ontology/DCM"
HL7 = "http://terminology.hl7.org/CodeSystem/"
REST = "http://hl7.org/fhir/restful-interaction"

# Required bindings of FHIR R4 AuditEvent, which fhir.resources does not check.
ACTIONS = set("CRUDE")
OUTCOMES = {"0", "4", "8", "12"}
NETWORK_TYPES = {"1", "2", "3", "4", "5"}

# Profile: action, subtypes, type of client, server and user (IHE/ITI.BasicAudit, input/fsh).
AUTHOR = {(HL7 + "v3-ParticipationType", code) for code in ("AUT", "INF", "CST")}
RECIPIENT = {(HL7 + "v3-ParticipationType", "IRCP")}
VERBS = {
    "Create": ("C", {"create"}, (DCM, "110153"), (DCM, "110152"), AUTHOR),
    "Read": ("R", {"read", "vread"}, (DCM, "110152"), (DCM, "110153"), RECIPIENT),
    "Update": ("U", {"update", "patch"}, (DCM, "110153"), (DCM, "110152"), AUTHOR),
    "Delete": ("D", {"delete"}, (DCM, "110150"),
               (HL7 + "provenance-participant-type", "custodian"), AUTHOR),
    "Query": ("E", {"search", "search-type", "search-system"}, (DCM, "110153"), (DCM, "110152"),
              RECIPIENT),
}
OBJECT_ROLES = {"3", "4", "20"}


def codings(concept):
    return {(c.get("system"), c.get("code")) for c in (concept or {}).get("coding", [])}


def coding(value):
    return ((value or {}).get("system"), (value or {}).get("code"))


def balp(event):
    """What an AuditEvent breaks of the profile that it claims."""
    claims = [p for p in event.get("meta", {}).get("profile", []) if p.startswith(BALP)]
    for claim in claims:
        name = claim[len(BALP):]
        if name == "AuthZconsent":
            yield from authorization(event)
        elif name.removeprefix("Patient") in VERBS:
            yield from verb(event, name.removeprefix("Patient"), name.startswith("Patient"))
        else:
            yield f"unknown profile {name}"


def slice_of(items, key, wanted, least, most, name):
    """The items of a slice, and what is wrong with their number."""
    found = [i for i in items if wanted & key(i)]
    faults = []
    if not least <= len(found) <= most:
        faults.append(f"{len(found)} of {name}")
    return found, faults


def patients(event, faults):
    found, wrong = slice_of(
        event.get("entity", []), lambda e: {coding(e.get("type"))},
        {(HL7 + "audit-entity-type", "1")}, 1, 1, "patient")
    faults += wrong
    for patient in found:
        if coding(patient.get("role")) != (HL7 + "object-role", "1"):
            faults.append("the patient's role")
        what = patient.get("what", {})
        if not what or what.get("type", "Patient") != "Patient":
            faults.append("the patient is not a reference to a Patient")


def verb(event, name, has_patient):
    action, interactions, client_type, server_type, user_types = VERBS[name]
    faults = []
    if coding(event.get("type")) != (HL7 + "audit-event-type", "rest"):
        faults.append("type is not rest")
    rest = [c for s, c in map(coding, event.get("subtype", [])) if s == REST]
    if len(rest) != 1 or rest[0] not in interactions:
        faults.append(f"subtype {rest}")
    if event.get("action") != action:
        faults.append("action")
    if event.get("outcome") != "0":
        faults.append("a success profile on a failure")
    agents = event.get("agent", [])
    for wanted, role in ((client_type, "client"), (server_type, "server")):
        found, wrong = slice_of(
            agents, lambda a: codings(a.get("type")), {wanted}, 1, 1, role)
        faults += wrong
        for agent in found:
            for needed in ("who", "network"):
                if needed not in agent:
                    faults.append(f"{role} without {needed}")
            if "media" in agent:
                faults.append(f"{role} with media")
    users, wrong = slice_of(agents, lambda a: codings(a.get("type")), user_types, 0, 1, "user")
    faults += wrong
    for user in users:
        if user.get("requestor") is not True or "who" not in user:
            faults.append("user without who, or not the requestor")
        if "network" in user or "media" in user:
            faults.append("user with network or media")
    objects, wrong = slice_of(
        event.get("entity", []), lambda e: {coding(e.get("type"))},
        {(HL7 + "audit-entity-type", "2")}, 1, 1, "data or query")
    faults += wrong
    for item in objects:
        if name == "Query":
            if coding(item.get("role")) != (HL7 + "object-role", "24"):
                faults.append("the query's role")
            if "query" not in item or {"what", "lifecycle", "detail"} & item.keys():
                faults.append("a query has a query, and no what, lifecycle or detail")
        else:
            system, code = coding(item.get("role"))
            if system != HL7 + "object-role" or code not in OBJECT_ROLES:
                faults.append("the data's role")
            if "what" not in item:
                faults.append("data without what")
    if has_patient:
        patients(event, faults)
    return faults


def authorization(event):
    faults = []
    if coding(event.get("type")) != (DCM, "110113"):
        faults.append("type is not Security Alert")
    subtypes = event.get("subtype", [])
    if not subtypes or any(c not in ("AuthZ-Consent", "AuthZ-Role")
                           for _, c in map(coding, subtypes)):
        faults.append("subtype")
    if event.get("action") != "E" or "outcome" not in event:
        faults.append("action or outcome")
    forbidden = {
        "client": {"role", "altId", "name", "location", "media", "purposeOfUse"},
        "user": {"altId", "location", "media", "network"},
        "userorg": {"role", "altId", "name", "location", "policy", "media", "network"},
        "authorizer": {"role", "altId", "name", "location", "policy", "media", "network",
                       "purposeOfUse"},
    }
    types = {
        "client": (DCM, "110150"),
        "user": (HL7 + "v3-ParticipationType", "IRCP"),
        "userorg": (HL7 + "v3-RoleClass", "PROV"),
        "authorizer": (HL7 + "extra-security-role-type", "authserver"),
    }
    requestor = {"user": True, "userorg": False, "authorizer": False}
    for name, wanted in types.items():
        found, wrong = slice_of(
            event.get("agent", []), lambda a: codings(a.get("type")), {wanted}, 1, 1, name)
        faults += wrong
        for agent in found:
            if "who" not in agent:
                faults.append(f"{name} without who")
            if forbidden[name] & agent.keys():
                faults.append(f"{name} with {sorted(forbidden[name] & agent.keys())}")
            if name in requestor and agent.get("requestor") is not requestor[name]:
                faults.append(f"{name}'s requestor")
            if name == "client" and "network" not in agent:
                faults.append("client without network")
            if name == "authorizer" and agent.get("who") != event["source"]["observer"]:
                faults.append("the authorizer is not the source")
    patients(event, faults)
    kinds = [coding(e.get("type")) for e in event.get("entity", [])]
    allowed = {(HL7 + "audit-entity-type", "1"), ("http://hl7.org/fhir/resource-types", "Consent")}
    if not set(kinds) <= allowed or kinds.count(("http://hl7.org/fhir/resource-types",
                                                 "Consent")) < 1:
        faults.append(f"entities {kinds}")
    if any("what" not in e for e in event.get("entity", [])):
        faults.append("an entity without what")
    return faults


def bindings(event):
    """Required bindings and invariants of the base resource."""
    if event.get("action", "C") not in ACTIONS:
        yield "action is no code of audit-event-action"
    if event.get("outcome", "0") not in OUTCOMES:
        yield "outcome is no code of audit-event-outcome"
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)",
                        event.get("recorded", "")):
        yield "recorded is no instant"
    for agent in event.get("agent", []):
        if agent.get("network", {}).get("type", "1") not in NETWORK_TYPES:
            yield "network type is no code of network-type"
    for entity in event.get("entity", []):
        if "name" in entity and "query" in entity:
            yield "sev-1: a name or a query, not both"
        if "query" in entity:
            try:
                base64.b64decode(entity["query"], validate=True)
            except ValueError:
                yield "query is not base64"
    for text in texts(event):
        if not text or any(ord(c) < 32 and c not in "\t\r\n" for c in text):
            yield f"a string that FHIR cannot hold: {text[:20]!r}"
    details = [d for e in event.get("entity", []) for d in e.get("detail", [])]
    for name, form in (("tlog-index", r"\d+"), ("tlog-leaf", r"[0-9a-f]{64}")):
        values = [d.get("valueString", "") for d in details if d.get("type") == name]
        if len(values) != 1 or not re.fullmatch(form, values[0]):
            yield f"{name}: {values}"


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        if not value:
            yield ""
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        if not value:
            yield ""
        for inner in value:
            yield from texts(inner)


def audit_event(event):
    from fhir.resources.R4B.auditevent import AuditEvent
    try:
        AuditEvent.model_validate(event)
    except ValueError as error:
        yield f"fhir.resources: {str(error)[:400]}"
    yield from bindings(event)
    yield from balp(event)


def fhir(data):
    for number, line in enumerate(data.decode("utf-8").split("\n")[:-1]):
        event = json.loads(line)
        for fault in audit_event(event):
            yield f"line {number}: {fault}"


def fhir_bundle(data):
    from fhir.resources.R4B.bundle import Bundle
    bundle = json.loads(data)
    try:
        Bundle.model_validate(bundle)
    except ValueError as error:
        yield f"fhir.resources: {str(error)[:400]}"
    if bundle.get("type") != "collection" or bundle.get("entry") == []:
        yield "not a collection, or an empty array"
    seen = set()
    for entry in bundle.get("entry", []):
        if entry["fullUrl"] in seen or not entry["fullUrl"].endswith("/" + entry["resource"]["id"]):
            yield f"fullUrl {entry['fullUrl']}"
        seen.add(entry["fullUrl"])
        for fault in audit_event(entry["resource"]):
            yield f"{entry['fullUrl']}: {fault}"


def ocsf(data):
    from jsonschema import Draft202012Validator
    from ocsf_json_schema import OcsfJsonSchemaEmbedded, get_ocsf_schema
    version = "1.8.0"
    schema = OcsfJsonSchemaEmbedded(get_ocsf_schema(version=version))
    validators = {}
    for number, line in enumerate(data.decode("utf-8").split("\n")[:-1]):
        event = json.loads(line)
        uid = event.get("class_uid")
        if uid not in (3003, 3004, 6005):
            yield f"line {number}: class {uid}"
            continue
        if uid not in validators:
            name = schema.lookup_class_name_from_uid(uid)
            validators[uid] = Draft202012Validator(schema.get_class_schema(name))
        for error in validators[uid].iter_errors(event):
            yield f"line {number}: {error.json_path}: {error.message[:200]}"
        # What the schema leaves to the text of the standard.
        if event.get("type_uid") != uid * 100 + event.get("activity_id", -1):
            yield f"line {number}: type_uid"
        if event.get("category_uid") != uid // 1000:
            yield f"line {number}: category_uid"
        if event.get("metadata", {}).get("version") != version:
            yield f"line {number}: metadata.version"
        if event.get("activity_id") == 99 and not event.get("activity_name"):
            yield f"line {number}: activity 99 without its name"
        if not re.fullmatch(r"[0-9a-f]{64}", event.get("unmapped", {}).get("tlog_leaf", "")):
            yield f"line {number}: tlog_leaf"


# Fields of ECS 8.17 that the export uses, with their types; event.category with the types that the
# schema expects for it.
ECS = {
    "@timestamp": "date", "message": "text", "ecs.version": "keyword", "event.kind": "keyword",
    "event.category": "keyword[]", "event.type": "keyword[]", "event.action": "keyword",
    "event.outcome": "keyword", "event.reason": "keyword", "event.module": "keyword",
    "event.dataset": "keyword", "event.provider": "keyword", "event.sequence": "long",
    "event.hash": "keyword", "event.id": "keyword", "service.name": "keyword",
    "service.type": "keyword", "service.version": "keyword", "observer.name": "keyword",
    "observer.vendor": "keyword", "user.id": "keyword", "user.hash": "keyword",
    "user.full_name": "keyword", "user.roles": "keyword[]", "user.target.id": "keyword",
    "user.target.hash": "keyword", "user.target.full_name": "keyword",
    "related.user": "keyword[]", "organization.id": "keyword", "organization.name": "keyword",
}
ECS_REQUIRED = {"@timestamp", "ecs.version", "message", "event.kind", "event.category",
                "event.type", "event.action", "event.outcome", "event.sequence", "event.hash"}
ECS_TYPES = {
    "database": {"access", "change", "info", "error"},
    "iam": {"admin", "change", "creation", "deletion", "group", "info", "user"},
    "configuration": {"access", "change", "creation", "deletion", "info"},
}


def flattened(value, prefix=""):
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield from flattened(inner, prefix + key + ".")
        else:
            yield prefix + key, inner


def ecs(data):
    for number, line in enumerate(data.decode("utf-8").split("\n")[:-1]):
        document = json.loads(line)
        own = document.pop("kluis", {})
        fields = dict(flattened(document))
        for name, value in fields.items():
            kind = ECS.get(name)
            fits = {
                "long": isinstance(value, int) and not isinstance(value, bool),
                "keyword[]": isinstance(value, list) and all(isinstance(v, str) for v in value),
            }.get(kind, isinstance(value, str))
            if kind is None or not fits:
                yield f"line {number}: {name}: not a field of ECS, or not of its type"
        for name in ECS_REQUIRED - fields.keys():
            yield f"line {number}: {name} is missing"
        if fields.get("event.kind") not in ("event", "alert"):
            yield f"line {number}: event.kind"
        if fields.get("event.outcome") not in ("success", "failure"):
            yield f"line {number}: event.outcome"
        expected = set()
        for category in fields.get("event.category", []):
            expected |= ECS_TYPES.get(category, set())
        if not set(fields.get("event.type", ["?"])) <= expected:
            yield f"line {number}: event.type {fields.get('event.type')}"
        if not re.fullmatch(r"[0-9a-f]{64}", own.get("tlog", {}).get("leaf", "")):
            yield f"line {number}: kluis.tlog.leaf"


def main():
    checks = {"fhir": fhir, "fhir-bundle": fhir_bundle, "ocsf": ocsf, "ecs": ecs}
    data = sys.stdin.buffer.read()
    faults = list(checks[sys.argv[1]](data))
    for fault in faults[:50]:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
