"""What the same takes in Python: json.loads, and a plain reading of the same selection. Prints medians in ms and the peak in kB."""

import json
import re
import resource
import statistics
import sys
import time

directory, rounds = sys.argv[1], int(sys.argv[2])
SELECTIONS = [[("arch", "=", "amd64"), ("release", "~", "(jammy|noble)")], [("os", "~", "(grub*|pxelinux)")]]


def read(name):
    with open(f"{directory}/{name}", "rb") as file:
        return file.read()


def matches(flat, wish):
    return all(
        flat.get(key, "") == value if op == "=" else re.search(value, flat.get(key, "")) for key, op, value in wish
    )


def select(document):
    chosen = set()
    for name, product in document["products"].items():
        for wish in SELECTIONS:
            for version in sorted(product["versions"], reverse=True):
                found = False
                for item in product["versions"][version]["items"].values():
                    flat = {**document, **product, **item, "product_name": name, "version_name": version}
                    found = found or matches(flat, wish)
                if found:
                    chosen.add((name, version))
                    break
    return chosen


def contents(document):
    return {
        (name, version, item): fields["sha256"]
        for name, product in document["products"].items()
        for version, holder in product["versions"].items()
        for item, fields in holder["items"].items()
    }


def differ(earlier, document):
    later = contents(document)
    return (later.keys() - earlier.keys(), earlier.keys() - later.keys())


def timed(times, work, *arguments):
    start = time.perf_counter()
    result = work(*arguments)
    times.append((time.perf_counter() - start) * 1000)
    return result


earlier = contents(json.loads(read("before.json")))
after = read("after.json")
parsing, selecting, differing = [], [], []
for _ in range(rounds):
    document = timed(parsing, json.loads, after)
    timed(selecting, select, document)
    timed(differing, differ, earlier, document)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(*(f"{statistics.median(times):.1f}" for times in (parsing, selecting, differing)), peak)
