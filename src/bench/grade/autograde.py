"""Grades submissions with nbgrader and says what it took: autograde.py FOLDER NOTEBOOK COPIES prints one JSON line.

FOLDER becomes a course with one assignment, NOTEBOOK (made by course.ts) its source; every student hands in that notebook. `autograde` is measured for one
student and for COPIES + 1, so that the start of the command falls out of the difference. CPU time is that of nbgrader and its kernels together.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import time


def command(folder, *arguments):
    path = os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", "")])  # nbgrader calls alembic by its name
    run = subprocess.run([sys.executable, "-m", "nbgrader", *arguments], cwd=folder, capture_output=True, text=True, env={**os.environ, "PATH": path, "JUPYTER_PLATFORM_DIRS": "1"})
    return run.returncode, run.stdout + run.stderr


CONFIG = 'c = get_config()\nc.ClearSolutions.code_stub = {"python": "raise NotImplementedError()", "typescript": "throw new Error()"}\n'


def hand_in(folder, notebook, students):
    for student in students:
        target = os.path.join(folder, "submitted", student, "ps1")
        os.makedirs(target)
        shutil.copy(notebook, os.path.join(target, "work.ipynb"))


def autograde(folder, pattern):
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    status, output = command(folder, "autograde", "ps1", "--student", pattern, "--force")
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - started
    return status, output, wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def scores(folder):
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{os.path.join(folder, 'gradebook.db')}") as book:
        return [[submission.score, submission.max_score] for submission in book.assignment_submissions("ps1")]


def last_error(output):
    lines = [line for line in output.splitlines() if "Error" in line and "[ERROR]" not in line and "Traceback" not in line]
    return lines[-1].strip() if lines else output.strip().splitlines()[-1]


def main():
    folder, notebook, copies = sys.argv[1], sys.argv[2], int(sys.argv[3])
    os.makedirs(os.path.join(folder, "source", "ps1"))
    shutil.copy(notebook, os.path.join(folder, "source", "ps1", "work.ipynb"))
    with open(os.path.join(folder, "nbgrader_config.py"), "w", encoding="utf-8") as file:
        file.write(CONFIG)  # nbgrader knows no stub for TypeScript
    status, output = command(folder, "generate_assignment", "ps1", "--force")
    if status != 0:
        raise SystemExit(f"nbgrader generate_assignment failed: {last_error(output)}")
    hand_in(folder, notebook, ["alone"] + [f"many{i}" for i in range(copies + 1)])
    status, output, wall, cpu = autograde(folder, "alone")
    answer = {"submissions": copies, "startWall": wall, "startCpu": cpu, "error": last_error(output) if status else None}
    if status == 0 and copies > 0:
        _, _, many_wall, many_cpu = autograde(folder, "many*")
        answer.update(wall=(many_wall - wall) / copies, cpu=(many_cpu - cpu) / copies)
    answer["scores"] = scores(folder) if status == 0 else []
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
