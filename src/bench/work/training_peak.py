"""A process of its own that trains as a case of the suite `training` does, three times, and prints the most memory that was resident, in MB: `training_peak.py CASE`."""

import importlib.util
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def loaded(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


run, _ = loaded("training", os.path.join(HERE, "..", "suites", "training.py")).CASES[sys.argv[1]]()
for _ in range(3):
    run()
print()
print(loaded("harness", os.path.join(HERE, "..", "harness.py")).peak())
