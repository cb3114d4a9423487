"""Decides requests by Cedar or by Casbin, beside ours.

    policies.py cedar FILE      cedarpy: Cedar's own engine in Rust, policies parsed once
    policies.py casbin FILE     pycasbin: its model and its policies in memory

FILE holds one JSON object: `rules` and `requests`, each a list of [role, action, section, purpose,
relation, phase], and `permitted`, what ours decided about each request. Every rule permits exactly its
six words. It prints the seconds that one decision took, without what came before, and exits 1 when a
decision is another than ours.
"""

import json
import sys
import time

WORDS = ("role", "action", "section", "purpose", "relation", "phase")


def cedar(rules, requests):
    import cedarpy

    def policy(rule):
        role, action, section, *context = rule
        conditions = " && ".join(
            f'context.{name} == "{word}"' for name, word in zip(WORDS[3:], context))
        return (
            f'permit (principal == Role::"{role}", action == Action::"{action}", '
            f'resource == Section::"{section}") when {{ {conditions} }};')

    # Parsed once: with the text at each call it takes twenty times as long.
    policies = cedarpy.PolicySet.from_str("\n".join(policy(rule) for rule in rules))
    entities = cedarpy.Entities.from_json_str("[]")
    asked = [
        {
            "principal": {"type": "Role", "id": role},
            "action": {"type": "Action", "id": action},
            "resource": {"type": "Section", "id": section},
            "context": dict(zip(WORDS[3:], context)),
        }
        for role, action, section, *context in requests
    ]
    start = time.perf_counter()
    answers = cedarpy.is_authorized_batch(asked, policies, entities)
    seconds = time.perf_counter() - start
    return seconds, [answer.allowed for answer in answers]


def casbin(rules, requests):
    import casbin as engine

    names = ", ".join(WORDS)
    model = engine.Model()
    model.load_model_from_text(
        f"[request_definition]\nr = {names}\n[policy_definition]\np = {names}\n"
        "[policy_effect]\ne = some(where (p.eft == allow))\n[matchers]\nm = "
        + " && ".join(f"r.{name} == p.{name}" for name in WORDS) + "\n")
    enforcer = engine.Enforcer(model)
    enforcer.add_policies(rules)
    start = time.perf_counter()
    answers = [enforcer.enforce(*request) for request in requests]
    return time.perf_counter() - start, answers


def main(engine, path):
    with open(path, encoding="utf-8") as file:
        asked = json.load(file)
    seconds, answers = {"cedar": cedar, "casbin": casbin}[engine](asked["rules"], asked["requests"])
    if answers != asked["permitted"]:
        sys.exit(f"{engine} decides otherwise")
    return seconds / len(answers)


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in ("cedar", "casbin"):
        sys.exit(__doc__)
    print(main(sys.argv[1], sys.argv[2]))
