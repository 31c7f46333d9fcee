"""What we are measured against, called as its users call it."""

import shutil

from bench.machine import timed

PACKAGES = {"rclone": "rclone", "aria2c": "aria2", "curl": "curl", "nginx": "nginx-light"}


def missing():
    """Debian's names of what is not installed."""
    return sorted({package for program, package in PACKAGES.items() if not shutil.which(program)})


class Peers:
    def __init__(self, work):
        self._log = work / "peers.log"
        self._directory = work / "peer"

    def rclone(self, base, directory, engine, transfers):
        """From upstream's directory into a bucket of its own on our store."""
        return self._copy(["--http-url", base, f":http:{directory}"], engine, transfers)

    def aria2_and_rclone(self, base, files, engine, transfers, *options):
        """All items of a manifest, verified, into an empty directory, and from there into the bucket."""
        try:
            seconds, cpu = self._download(base, files, self._directory, *options, checksum=True)
            copying, cpu_of_copying = self._copy([str(self._directory)], engine, transfers)
        finally:
            shutil.rmtree(self._directory)
        return seconds + copying, cpu + cpu_of_copying

    def _copy(self, source, engine, transfers):
        environment = {
            "RCLONE_CONFIG": "/dev/null",
            "RCLONE_CONFIG_STORE_TYPE": "s3",
            "RCLONE_CONFIG_STORE_PROVIDER": "Other",
            "RCLONE_CONFIG_STORE_ENDPOINT": engine.endpoint,
            "RCLONE_CONFIG_STORE_ACCESS_KEY_ID": "benchmark",
            "RCLONE_CONFIG_STORE_SECRET_ACCESS_KEY": "benchmark-secret",
            "AWS_CA_BUNDLE": "",
        }
        timed(["rclone", "mkdir", "store:peer"], self._log, environment)
        engine.forget("peer")
        copy = ["rclone", "copy", *source, "store:peer", f"--transfers={transfers}"]
        return timed([*copy, "--s3-no-check-bucket"], self._log, environment)

    def aria2(self, base, files, *options, checksum=False, directory=None):
        """All items of a manifest into an empty directory."""
        target = directory or self._directory
        try:
            return self._download(base, files, target, *options, checksum=checksum)
        finally:
            shutil.rmtree(target)

    def _download(self, base, files, target, *options, checksum):
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        wanted = target.parent / "aria2.list"
        wanted.write_text(
            "".join(
                f"{base}{path}\n" + (f"  checksum=sha-256={sha256}\n" if checksum else "")
                for sha256, _, path in files.lines()
            )
        )
        command = ["aria2c", "-q", "--no-conf", "--file-allocation=none", f"--dir={target}", f"--input-file={wanted}"]
        return timed([*command, *options], self._log)

    def curl(self, base, files):
        """One stream to a file."""
        self._directory.mkdir(exist_ok=True)
        ((_, _, path),) = files.lines()
        try:
            return timed(["curl", "-sSf", "-o", str(self._directory / "item"), base + path], self._log)
        finally:
            shutil.rmtree(self._directory)
