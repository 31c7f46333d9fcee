#!/usr/bin/env python3
"""Writes an unsigned upstream tree in MAAS's shape for a few large root files: DIRECTORY SIZE_IN_MB PRODUCTS [LARGE_FILES]."""
import hashlib
import json
import os
import sys

directory, megabytes, products = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
large = int(sys.argv[4]) if len(sys.argv) > 4 else 1
STREAM = "com.ubuntu.maas:stable:centos-bases-download"
UPDATED = "Thu, 24 Jul 2025 08:01:49 +0000"


def write(path, chunks):
    digest, size = hashlib.sha256(), 0
    target = os.path.join(directory, path)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, "wb") as file:
        for chunk in chunks:
            file.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return {"path": path, "sha256": digest.hexdigest(), "size": size}


tree = {}
for number in range(products):
    arch = "amd64" if number == 0 else f"arch{number}"
    # Few items are large; the others are there to give the documents their usual size.
    chunks = (os.urandom(1_000_000) for _ in range(megabytes)) if number < large else [os.urandom(1000)]
    base = f"centos/centos70/{arch}/20240622_01/"
    items = {
        "manifest": {"ftype": "manifest"} | write(base + "root-tgz.manifest", [f"{arch}\n".encode()]),
        "root-tgz": {"ftype": "root-tgz"} | write(base + "root-tgz", chunks),
    }
    tree[f"com.ubuntu.maas.stable:centos-bases:7.0:{arch}"] = {
        "arch": arch, "arches": arch, "label": "stable", "os": "centos", "release": "centos70", "release_title": "CentOS 7",
        "subarch": "generic", "subarches": "generic", "version": "7.0", "versions": {"20240622_01": {"items": items}}}

path = f"streams/v1/{STREAM}.json"
document = {"content_id": STREAM, "datatype": "image-ids", "format": "products:1.0", "updated": UPDATED, "products": tree}
write(path, [json.dumps(document, indent=1, sort_keys=True).encode()])
entry = {"datatype": "image-ids", "format": "products:1.0", "path": path, "products": sorted(tree), "updated": UPDATED}
index = {"format": "index:1.0", "updated": UPDATED, "index": {STREAM: entry}}
write("streams/v1/index.json", [json.dumps(index, indent=1, sort_keys=True).encode()])
