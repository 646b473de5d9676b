"""The Python side of `npm run bench`: reads one JSON request a line, answers with one JSON line.

{"suite": PATH} loads a suite and answers with the versions; {"case": NAME, "repeat": N, "samples": K} times K samples of N runs, and answers with the
milliseconds for one run in each, those of the processor, and with the results that prove the work; data is made on the first request for a case.
"""

import importlib.util
import json
import os
import platform
import sys
import time

import numpy as np


def blas():
    config = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    return f"{config['name']} {config['version']}"


def threads():
    """As many as OpenBLAS takes: OPENBLAS_NUM_THREADS or OMP_NUM_THREADS, else one a core this process may use."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        if os.environ.get(name):
            return f"{os.environ[name]} ({name}) in matrix products, else 1"
    return f"{len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else os.cpu_count()} in matrix products, else 1"


def load(path):
    spec = importlib.util.spec_from_file_location("suite", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(run, repeat, samples):
    times, cpu = [], []
    for _ in range(samples):
        start, busy = time.perf_counter(), time.process_time()
        for _ in range(repeat):
            run()
        times.append((time.perf_counter() - start) * 1e3 / repeat)
        cpu.append((time.process_time() - busy) * 1e3 / repeat)
    return times, cpu


def peak():
    """The most memory that this process has had, in MB; None where the system does not tell."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
    except OSError:
        return None


def main():
    cases, ready = {}, {}
    for line in sys.stdin:
        request = json.loads(line)
        if "suite" in request:
            suite = load(request["suite"])
            cases = suite.CASES
            answer = {"python": platform.python_version(), "numpy": np.__version__, "blas": blas(), "threads": getattr(suite, "THREADS", None) or threads(), "library": getattr(suite, "LIBRARY", None), "cases": sorted(cases)}
        else:
            name = request["case"]
            if name not in ready:
                ready = {name: cases[name]()}
            run, result = ready[name]
            times, cpu = measure(run, request["repeat"], request["samples"])
            answer = {"times": times, "cpu": cpu, "result": [float(x) for x in result()], "peakMb": getattr(suite, "peak", peak)()}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
