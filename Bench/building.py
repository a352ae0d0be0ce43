"""Builds what is measured: the release, the kernels in Swift, the anchors in C and the one in Python."""

import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BENCH = ROOT / "Bench"
FOLDER = ROOT / ".build-bench"
PYTHON = FOLDER / "python" / "bin" / "python"
PYTHON_PACKAGES = ["python-flint", "numpy"]
ARB_PACKAGE = "libflint-arb-dev"

# Name of the library, source, and what to link.
ANCHORS = [
    ("mpfr", "anchors_mpfr.c", ["-lmpfr", "-lgmp"]),
    ("arb", "anchors_arb.c", ["-lflint-arb", "-lflint", "-lmpfr", "-lgmp"]),
    (
        "c",
        "kernels_c.c",
        ["-I", ROOT / "Sources/CFastArithmetic/include", "-lmpfr", "-lgmp", "-lm"],
    ),
]


def output(*command):
    return subprocess.run(
        command, cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()


def build_release():
    """The folder of the programs; the kernels are in the package only while BENCH is set."""
    subprocess.run([ROOT / "scripts/build"], env=os.environ | {"BENCH": "1"}, check=True)
    return pathlib.Path(output("swift", "build", "-c", "release", "--show-bin-path"))


def swift_clang():
    """The compiler that SwiftPM uses for C."""
    swift = shutil.which("swift")
    clang = pathlib.Path(os.path.realpath(swift)).with_name("clang") if swift else None
    return str(clang) if clang and clang.exists() else "clang"


def compile_c(source, program, *options):
    """Nothing, or why it could not be built."""
    FOLDER.mkdir(exist_ok=True)
    result = subprocess.run(
        [
            swift_clang(),
            "-O2",
            "-Wall",
            "-Wextra",
            "-Werror",
            BENCH / source,
            "-o",
            program,
            *options,
        ],
        capture_output=True,
        text=True,
    )
    return None if result.returncode == 0 else result.stderr


def build_anchors(release):
    """The programs by library, and by library the reason for which one could not be built."""
    programs, missing = {}, {}
    for library, source, options in ANCHORS:
        program = FOLDER / source.removesuffix(".c")
        # The very machine code that Swift calls.
        objects = sorted((release / "CFastArithmetic.build").glob("*.o")) if library == "c" else []
        reason = compile_c(source, program, *objects, *options)
        if reason is None:
            programs[library] = program
        elif library == "arb" and "file not found" in reason:
            missing[library] = f"{ARB_PACKAGE} is not installed (scripts/bench --install-anchors)"
        else:
            print(reason, file=sys.stderr)
            missing[library] = f"Bench/{source} does not compile"
    return programs, missing


def missing_python_anchor():
    """Why Bench/refine_flint.py cannot run, or nothing."""
    if (
        PYTHON.exists()
        and subprocess.run([PYTHON, "-c", "import flint, numpy"], capture_output=True).returncode
        == 0
    ):
        return None
    return "python-flint is not installed (scripts/bench --install-anchors)"


def install_anchors():
    """Debian's Arb, and python-flint in an environment of its own."""
    if compile_c("anchors_arb.c", FOLDER / "anchors_arb", *ANCHORS[1][2]):
        as_root = [] if os.getuid() == 0 else ["sudo"]
        subprocess.run(
            [*as_root, "apt-get", "install", "-y", "--no-install-recommends", ARB_PACKAGE],
            check=True,
            stdout=sys.stderr,
        )
    if missing_python_anchor():
        subprocess.run([sys.executable, "-m", "venv", FOLDER / "python"], check=True)
        subprocess.run(
            [PYTHON, "-m", "pip", "install", "--quiet", *PYTHON_PACKAGES],
            check=True,
            stdout=sys.stderr,
        )
