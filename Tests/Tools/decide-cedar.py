"""Decides exported policies with Cedar's own engine and compares, decision and reasons.

Standard input is one JSON object a line. The first gives the vocabularies and the schema:

    {"words": {dimension: [word, …], …}, "schema": text, "floor": [id, …]}

Each further one is a policy with what kluis decided about states of it:

    {"name": text, "cedar": text, "reasons": [[id, …], …],
     "permitted": [[state, named, matched], …], "random": [[state, named, matched, 0 or 1], …]}

With `"every": true` each permitted state is decided. A policy that differs from an earlier one in a
single rule is given with `{"parent": name, "changed": id, "heads": [[r, a, s], …]}` and its permitted
states for the role, action and section numbers in `heads` only; that nothing else can be decided
differently is then checked in the texts.

A state is a number, its words as digits of mixed base, the first dimension the most significant.
`named` and `matched` are positions in `reasons`: the ids that kluis names, and all that decide.

Permitted states that the text of the policies cannot tell apart are decided once, and it is checked
that kluis permits all of them or none, and for the same reasons. The random states are always decided
one by one. Prints what differs and exits 1, or a count and exits 0.
"""

import collections
import json
import sys

import cedarpy

TYPES = {
    "role": "Role", "action": "Action", "section": "Section", "purpose": "Purpose",
    "relation": "Relation", "consent": "Consent", "phase": "Phase", "glass": "Glass",
    "author": "Author",
}
DIMENSIONS = list(TYPES)
SLOTS = {"principal": 0, "action": 1, "resource": 2}
BATCH = 20000


class Vocabulary:
    def __init__(self, words):
        self.words = [words[dimension] for dimension in DIMENSIONS]

    def digits(self, number):
        digits = []
        for words in reversed(self.words):
            number, digit = divmod(number, len(words))
            digits.append(digit)
        return tuple(reversed(digits))

    def request(self, digits):
        entities = [
            {"type": TYPES[dimension], "id": self.words[slot][digits[slot]]}
            for slot, dimension in enumerate(DIMENSIONS)
        ]
        return {
            "principal": entities[0], "action": entities[1], "resource": entities[2],
            "context": {
                TYPES[DIMENSIONS[slot]].lower(): {"__entity": entities[slot]}
                for slot in range(3, len(DIMENSIONS))
            },
        }

    def tell(self, digits):
        return ", ".join(
            f"{dimension}: {self.words[slot][digits[slot]]}"
            for slot, dimension in enumerate(DIMENSIONS))


def slot_of(expression):
    if "Var" in expression:
        return SLOTS[expression["Var"]]
    access = expression["."]
    assert access["left"] == {"Var": "context"}, access
    return [TYPES[d].lower() for d in DIMENSIONS].index(access["attr"])


def entities_of(expression):
    values = expression.get("Set", [expression])
    return frozenset(value["Value"]["__entity"]["id"] for value in values)


def residue(expression, known):
    """The expression with the known words filled in: True, False, or a list of the (slot, words)
    that it still asks about. An unknown kind of expression ends the program: nothing is guessed."""
    (operator, body), = expression.items()
    if operator in ("==", "in"):
        slot, words = slot_of(body["left"]), entities_of(body["right"])
        if slot in known:
            return known[slot] in words
        return [(slot, words)]
    if operator == "!":
        inner = residue(body["arg"], known)
        return inner if isinstance(inner, list) else not inner
    if operator in ("&&", "||"):
        left, right = residue(body["left"], known), residue(body["right"], known)
        absorbing = operator == "||"
        if left is absorbing or right is absorbing:
            return absorbing
        asked = [side for side in (left, right) if isinstance(side, list)]
        return sum(asked, []) if asked else not absorbing
    if operator == "!=":
        left, right = residue(body["left"], known), residue(body["right"], known)
        if isinstance(left, bool) and isinstance(right, bool):
            return left != right
        return sum((side for side in (left, right) if isinstance(side, list)), [])
    if operator == "Value":
        assert isinstance(body, bool), body
        return body
    raise SystemExit(f"an expression that is not understood: {operator}")


def scope_expression(slot_name, scope):
    operator = scope["op"]
    if operator == "All":
        return None
    variable = {"Var": slot_name}
    entities = scope.get("entities") or [scope["entity"]]
    values = [{"Value": {"__entity": entity}} for entity in entities]
    return {"in": {"left": variable, "right": {"Set": values}}}


def condition(policy):
    parts = [scope_expression(name, policy[name]) for name in SLOTS]
    for clause in policy["conditions"]:
        assert clause["kind"] == "when", clause
        parts.append(clause["body"])
    whole = {"Value": True}
    for part in parts:
        if part is not None:
            whole = {"&&": {"left": whole, "right": part}}
    return whole


class Policies:
    def __init__(self, text, schema):
        checked = cedarpy.validate_policies(text, schema)
        assert checked.validation_passed, checked.errors
        parsed = json.loads(cedarpy.policies_to_json_str(text))["staticPolicies"]
        self.ids = {key: policy["annotations"]["id"] for key, policy in parsed.items()}
        assert len(set(self.ids.values())) == len(self.ids), "two policies have one id"
        self.parsed = {self.ids[key]: policy for key, policy in parsed.items()}
        self.conditions = [condition(policy) for policy in parsed.values()]
        self.set = cedarpy.PolicySet.from_str(text)
        self.entities = cedarpy.Entities.from_json_str("[]")

    def decide(self, requests):
        for start in range(0, len(requests), BATCH):
            for result in cedarpy.is_authorized_batch(
                    requests[start:start + BATCH], self.set, self.entities):
                assert not result.diagnostics.errors, result.diagnostics.errors
                yield (result.decision == cedarpy.Decision.Allow,
                       frozenset(self.ids[key] for key in result.diagnostics.reasons))

    def telling(self, vocabulary, head):
        """For each dimension beyond role, action and section, which words the policies tell apart
        once those three are known: a class number for each word."""
        known = {slot: vocabulary.words[slot][digit] for slot, digit in enumerate(head)}
        asked = [set() for _ in DIMENSIONS]
        for expression in self.conditions:
            rest = residue(expression, known)
            if isinstance(rest, list):
                for slot, words in rest:
                    asked[slot].add(words)
        classes = []
        for slot in range(3, len(DIMENSIONS)):
            tests = sorted(asked[slot], key=sorted)
            signatures = {}
            classes.append([
                signatures.setdefault(tuple(word in test for test in tests), len(signatures))
                for word in vocabulary.words[slot]
            ])
        return classes


def reduced(policies, vocabulary, states):
    """One of each class of permitted states that the text cannot tell apart; the others must be
    permitted too, and for the same reasons."""
    heads = collections.defaultdict(dict)
    for number, named, matched in states:
        digits = vocabulary.digits(number)
        heads[digits[:3]][digits[3:]] = (named, matched)
    for head, found in heads.items():
        telling = policies.telling(vocabulary, head)
        sizes = [collections.Counter(classes) for classes in telling]
        members = collections.defaultdict(list)
        for rest, reasons in found.items():
            key = tuple(telling[slot][digit] for slot, digit in enumerate(rest))
            members[key].append((rest, reasons))
        for key, group in members.items():
            size = 1
            for slot, number in enumerate(key):
                size *= sizes[slot][number]
            if len(group) != size:
                yield head + group[0][0], None
            for rest, reasons in group:
                if reasons != group[0][1]:
                    yield head + rest, None
            yield head + group[0][0], group[0][1]


def named_of(reasons, floor):
    """What kluis names of all that decide: the first of the floor, or else every rule."""
    below = [rule for rule in floor if rule in reasons]
    return {below[0]} if below else (set(reasons) or {"default"})


def unexplained(policies, parent, line, vocabulary):
    """The first thing that two texts could decide differently outside the given heads, or None."""
    changed = line["changed"]
    for name in policies.parsed.keys() | parent.parsed.keys():
        if name != changed and policies.parsed.get(name) != parent.parsed.get(name):
            return f"policy {name} differs too"
    given = {tuple(head) for head in line["heads"]}
    versions = [condition(version.parsed[changed]) for version in (policies, parent)
                if changed in version.parsed]
    words = vocabulary.words

    def reached(head):
        """The heads below this part of one that a version may match."""
        known = {slot: words[slot][digit] for slot, digit in enumerate(head)}
        if all(residue(version, known) is False for version in versions):
            return
        if len(head) == 3:
            yield head
            return
        for digit in range(len(words[len(head)])):
            yield from reached(head + (digit,))

    for head in reached(()):
        if head not in given:
            return f"policy {changed} reaches {head}"
    return None


def compare(line, policies, vocabulary, floor):
    reasons = [frozenset(ids) for ids in line["reasons"]]
    faults, asked = [], []
    if line["every"]:
        asked += [(vocabulary.digits(n), (a, b), 1) for n, a, b in line["permitted"]]
    else:
        for digits, expected in reduced(policies, vocabulary, line["permitted"]):
            if expected is None:
                faults.append(
                    f"{line['name']}: told apart by kluis alone: {vocabulary.tell(digits)}")
            else:
                asked.append((digits, expected, 1))
    asked += [(vocabulary.digits(n), (a, b), permit) for n, a, b, permit in line["random"]]
    answers = policies.decide([vocabulary.request(digits) for digits, _, _ in asked])
    for (digits, (named, matched), permitted), (allowed, found) in zip(asked, answers):
        expected = reasons[matched]
        if (allowed != bool(permitted) or found != expected
                or named_of(found, floor) != reasons[named]):
            faults.append(
                f"{line['name']}: Cedar {'allows' if allowed else 'denies'} by {sorted(found)}, "
                f"kluis {'permits' if permitted else 'denies'} by {sorted(reasons[named])} of "
                f"{sorted(expected)}: {vocabulary.tell(digits)}")
    return faults, len(asked)


def main():
    first = json.loads(sys.stdin.readline())
    vocabulary = Vocabulary(first["words"])
    counts = collections.Counter()
    faults = []
    known = {}
    for text in sys.stdin:
        line = json.loads(text)
        policies = Policies(line["cedar"], first["schema"])
        if "parent" in line:
            fault = unexplained(policies, known[line["parent"]], line, vocabulary)
            faults += [f"{line['name']}: {fault}"] if fault else []
        else:
            known[line["name"]] = policies
        found, decided = compare(line, policies, vocabulary, first["floor"])
        faults += found
        counts["policies"] += 1
        counts["permitted"] += len(line["permitted"])
        counts["random"] += len(line["random"])
        counts["decided"] += decided
    print(json.dumps(counts))
    for fault in faults[:20]:
        print(fault)
    sys.exit(1 if faults else 0)


main()
