#!/usr/bin/env python3
"""Verifies bundles of the audit log by docs/audit-format.md: Python's standard library, and openssl for the signatures.
usage: audit_verify.py KEYS WITNESSES BUNDLE...   KEYS: file of trusted keys; WITNESSES: how many must have signed; BUNDLE: folder or zip
Ends with 0 when every bundle is to be trusted, else with 4. Content that is not there is named below the verdict: redacted, or left out."""
import base64, hashlib, json, pathlib, re, subprocess, sys, tempfile, zipfile
P256 = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200")
REFERENCES = ["afterHash", "beforeHash", "configHash", "contentHash", "dataHash"]
like = lambda pattern: lambda v: isinstance(v, str) and re.fullmatch(pattern, v, re.DOTALL) is not None
null = lambda rule: lambda v: v is None or rule(v)
every = lambda rule: lambda v: isinstance(v, list) and all(map(rule, v))
shaped = lambda v, shape: isinstance(v, dict) and v.keys() == shape.keys() and all(rule(v[name]) for name, rule in shape.items())
sha = lambda *parts: hashlib.sha256(b"".join(parts)).digest()
text, string, digest, name_of = like(r".*\S.*"), like(".*"), like("[0-9a-f]{64}"), like("[A-Za-z0-9._-]{1,100}")
ACTOR = {"id": text, "onBehalfOf": null(string), "roles": every(text)}
ENTRY = {**dict.fromkeys(["action", "codeVersion", "correlationId", "eventId", "subject"], text), **dict.fromkeys(REFERENCES, null(digest)),
         "actor": lambda v: shaped(v, ACTOR), "details": lambda v: isinstance(v, dict) and all(map(name_of, v)) and all(map(string, v.values())),
         "index": lambda v: type(v) is int and 0 <= v < 2**53, "occurredAt": like(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z"),
         "origin": name_of, "prevHash": digest, "reason": null(string), "schema": string}
faults, notes = [], []
def need(ok, code, where):
    faults.extend([] if ok else [f"{code} at {where}"])
    return ok
def unbase64(text):
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("not the one base64 of its bytes")
    return data
def fold(node, last, leaf, steps):  # RFC 9162, 2.1.3.2 and 2.1.4.2: the roots before and after that a proof leads to
    one = two = leaf
    for step in steps:
        if node & 1 or node == last:
            one, two = sha(b"\1", step, one), sha(b"\1", step, two)
            while node & 1 == 0 and node:
                node, last = node >> 1, last >> 1
        else:
            two = sha(b"\1", two, step)
        node, last = node >> 1, last >> 1
    return (one, two) if last == 0 else (None, None)
def consistent(older, newer, proof):  # of checkpoints (size, root)
    if older[0] == newer[0] or not proof:
        return older == newer and not proof
    node, last = older[0] - 1, newer[0] - 1
    path = [older[1]] + proof if older[0] & node == 0 else proof
    while node & 1:
        node, last = node >> 1, last >> 1
    return fold(node, last, path[0], path[1:]) == (older[1], newer[1])
def root_of(leaves):  # RFC 6962, 2.1
    half = 1 << (len(leaves) - 1).bit_length() >> 1
    return sha(b"\1", root_of(leaves[:half]), root_of(leaves[half:])) if half else leaves[0]
def read_keys(lines):
    for role, start, end, key in (line.split() for line in lines if line.strip() and line[0] != "#"):
        name, _, public = key.split("+", 2)
        assert role in ("log", "witness") and unbase64(public).startswith(b"\2" + P256), f"not a key: {key}"
        yield role, int(start), None if end == "-" else int(end), name, unbase64(public)[1:]
def signed(key, text, signature):
    with tempfile.TemporaryDirectory() as folder:
        (der := pathlib.Path(folder, "key")).write_bytes(key), (sig := pathlib.Path(folder, "signature")).write_bytes(signature)
        return subprocess.run(["openssl", "dgst", "-sha256", "-keyform", "DER", "-verify", der, "-signature", sig], input=text, capture_output=True).returncode == 0
def checkpoint(note, keys, witnesses, where):  # (origin, (size, root)); None when malformed
    try:
        stated, lines = note.decode().rsplit("\n\n", 1)
        origin, size, root = stated.split("\n")
        state = int(size), unbase64(root)
        signatures = [(name, unbase64(blob)) for dash, name, blob in (line.split(" ") for line in lines.split("\n")[:-1])]
        need(lines == "".join(f"— {name} {base64.b64encode(blob).decode()}\n" for name, blob in signatures) and f"{state[0]}" == size and len(state[1]) == 32 and origin, "Malformed", where)
    except ValueError:
        return need(False, "Malformed", where) or None
    valid = set()
    for name, blob in signatures:
        known = [key for key in keys if key[3] == name and sha(key[4])[:4] == blob[:4]]
        good = [key for key in known if signed(key[4], (stated + "\n").encode(), blob[4:])]
        current = {key for key in good if key[1] <= state[0] and (key[2] is None or state[0] <= key[2])}
        need(good or not known, "BadSignature", where), need(current or not good, "KeyOutsideItsTime", where)
        valid |= current
    need("log" in {key[0] for key in valid}, "NotSigned", where)
    need(len({key[3] for key in valid if key[0] == "witness"}) >= witnesses, "NotWitnessed", where)
    return origin, state
def entry(line, origin, index, prev, seen, named, contents, gone):  # contents: (work, hash) to event; gone: to the redaction
    where = f"entry {index}"
    try:
        e = json.loads(line.decode())
        again = json.dumps(e, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return need(False, "Undecodable", where)
    if not (need(shaped(e, ENTRY) and len(line) <= 65536, "Undecodable", where) and need(again == line, "NonCanonical", where)
            and need(e["schema"] == "serverless.audit.entry/1", "UnknownSchema", where)):
        return
    need(e["origin"] == origin, "WrongOrigin", where), need(e["index"] == index, "WrongIndex", where)
    need(prev is None or e["prevHash"] == prev, "WrongPrevHash", where), need(e["eventId"] not in seen, "DuplicateEventId", where)
    seen.add(e["eventId"]), named.update(e[name] for name in REFERENCES)
    if e["action"] == "content.redacted" and e["contentHash"] and e["reason"] is not None and "requestedBy" in e["details"]:
        gone[e["correlationId"], e["contentHash"]] = f"of event '{e['subject']}' was redacted by {where} on {e['occurredAt'][:10]}, decided by {e['actor']['id']}, asked for by {e['details']['requestedBy']}: {e['reason']}"
    elif e["contentHash"] and e["action"] not in ("content.redacted", "redaction.requested"):
        contents[e["correlationId"], e["contentHash"]] = e["eventId"]
def proof_of(files, name):
    try:
        *lines, end = files.pop(name).decode("ascii").split("\n")
        steps = [unbase64(line) for line in lines]
        need(end == "" and all(len(step) == 32 for step in steps), "Malformed", name)
        return steps
    except (KeyError, ValueError):
        return need(False, "Malformed", name) or [b""]
def verify(files, keys, witnesses):
    held, main = "entries.jsonl" in files, "checkpoint.note"
    if not need(main in files, "Malformed", main) or not (stated := checkpoint(files.pop(main), keys, witnesses, main)):
        return
    (origin, newest), leaves, named, lines = stated, [], set(), files.pop("entries.jsonl", b"").split(b"\n")
    need(lines.pop() == b"" and (lines or not held), "Malformed", "entries.jsonl")
    found = re.search(rb'"index":(\d+),"occurredAt"', lines[0] if lines else b"")
    first, prev, seen, contents, gone = int(found[1]) if found else 0, None, set(), {}, {}
    for index, line in enumerate(lines, first):
        entry(line, origin, index, "0" * 64 if index == 0 else prev, seen, named, contents, gone)
        leaves.append(leaf := sha(b"\0", line))
        prev = leaf.hex()
    ends = {name: proof_of(files, name) for name in ("first.proof", "last.proof") if leaves}
    if leaves and need(first + len(leaves) <= newest[0], "NotCovered", "entries.jsonl"):
        need(len(leaves) < newest[0] or root_of(leaves) == newest[1], "WrongRoot", "entries.jsonl")
        for (name, proof), leaf, index in zip(ends.items(), (leaves[0], leaves[-1]), (first, first + len(leaves) - 1)):
            need(fold(index, newest[0] - 1, leaf, proof)[1] == newest[1], "NotIncluded", name)
    for name in [name for name in files if re.fullmatch(r"checkpoints/\d{16}\.note", name)]:
        if older := checkpoint(files.pop(name), keys, 0, name):
            need(older[0] == origin, "WrongOrigin", name), need(int(name[12:28]) == older[1][0] <= newest[0], "Malformed", name)
            need(consistent(older[1], newest, proof_of(files, name[:-4] + "proof")), "NotConsistent", name)
    for name in [name for name in files if re.fullmatch(r"redactions/\d{16}\.json", name)]:
        index, line, order = int(name[11:27]), files.pop(name), {}
        entry(line, origin, index, None, set(), set(), {}, order)
        proof = proof_of(files, name[:-4] + "proof")
        need(index < newest[0] and fold(index, newest[0] - 1, sha(b"\0", line), proof)[1] == newest[1], "NotIncluded", name)
        need(order.keys() & contents.keys(), "WrongRedaction", name), gone.update(order)
    notes.extend(f"content sha256:{key[1]} " + gone.get(key, f"of event '{event}' is not in the bundle") for key, event in contents.items() if key in gone or f"content/{key[1]}" not in files)
    for name in [name for name in files if name.startswith("content/")]:
        need(sha(files.pop(name)).hex() == name[8:] and name[8:] in named, "WrongContent", name)
        need(not (owners := {key for key in contents if key[1] == name[8:]}) or owners - gone.keys(), "WrongRedaction", name)
    files.pop("explanation.txt", None)  # words for people: what counts are the entries
    need(not files, "Malformed", ", ".join(files))
def read(path):
    if path.is_dir():
        return {file.relative_to(path).as_posix(): file.read_bytes() for file in path.rglob("*") if file.is_file()}
    with zipfile.ZipFile(path) as archive:
        need(len(set(names := archive.namelist())) == len(names), "Malformed", "a file that is there twice")
        return {name: archive.read(name) for name in names}

if __name__ == "__main__":
    trusted, failed = list(read_keys(pathlib.Path(sys.argv[1]).read_text().splitlines())), False
    for path in sys.argv[3:]:
        faults.clear(), notes.clear()
        verify(read(pathlib.Path(path)), trusted, int(sys.argv[2]))
        failed |= bool(faults)
        print(f"{path}: {'; '.join(faults) if faults else 'trusted'}", *(repr(note)[1:-1] for note in notes), sep="\n  ")
    sys.exit(4 if failed else 0)
