"""Runs a command and measures it: wall time and peak memory of that process alone."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from statistics import median


class CommandFailed(Exception):
    """A measured command ended with a status other than 0."""


@dataclass(frozen=True)
class Run:
    """One run of a command; processor seconds are those of all its threads, in user and kernel."""

    seconds: float
    peak_bytes: int
    output: str
    processor_seconds: float = 0.0


def run(command, env=None):
    """Runs `command` (a list) to its end; raises CommandFailed with the end of its messages when it fails.

    The peak is `ru_maxrss` of the child. Linux starts it from the size of the parent at the fork, so this module and
    those that use it load nothing large.
    """
    with tempfile.TemporaryFile() as messages, tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=messages, env=env)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode("utf-8", "replace")
        if child.returncode != 0:
            messages.seek(0)
            last = messages.read().decode("utf-8", "replace")[-2000:]
            raise CommandFailed(f"{' '.join(command)} ended with {child.returncode}:\n{text[-2000:]}{last}")
        return Run(seconds=seconds, peak_bytes=usage.ru_maxrss * 1024, output=text, processor_seconds=usage.ru_utime + usage.ru_stime)


def interleaved(runs, commands, told=None):
    """Runs commands in turn, the order turned every time; gives runs by name.

    `commands` are lists, pairs of a list and an environment, or functions that give one run of several commands, by name; `told` gives the time of a run that
    is reported on the way, by default its wall time.
    """
    found = {name: [] for name in commands}
    for number in range(runs):
        for name in commands if number % 2 == 0 else reversed(commands):
            command, env = commands[name] if isinstance(commands[name], tuple) else (commands[name], None)
            found[name].append(command() if callable(command) else run(command, env))
            seconds = told(found[name][-1]) if told else found[name][-1].seconds
            print(f"run {number + 1}: {name} {seconds:.3f} s", file=sys.stderr)
    return found


@dataclass(frozen=True)
class Summary:
    """Median and range of several runs."""

    median_seconds: float
    fastest_seconds: float
    slowest_seconds: float
    peak_bytes: int
    stored_bytes: int

    @staticmethod
    def of(runs, stored_bytes):
        """Sums up runs; the peak is the largest of all."""
        seconds = [each.seconds for each in runs]
        return Summary(
            median_seconds=median(seconds),
            fastest_seconds=min(seconds),
            slowest_seconds=max(seconds),
            peak_bytes=max(each.peak_bytes for each in runs),
            stored_bytes=stored_bytes,
        )
