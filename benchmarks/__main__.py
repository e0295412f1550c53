"""`python -m benchmarks [NAME …]`: every module here that has figures, or those named."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys

import benchmarks


def main(names: list[str]) -> int:
    found = [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.name != "__main__"]
    unknown = set(names) - set(found)
    if unknown:
        print(f"No such benchmark: {', '.join(sorted(unknown))}. There are: {', '.join(found)}.", file=sys.stderr)
        return 2
    print(f"{os.cpu_count()} cores, {os.getloadavg()[0]:.1f} processes waiting or running before the start", flush=True)
    missed = 0
    for name in found:
        module = importlib.import_module(f"benchmarks.{name}")
        if not hasattr(module, "figures") or (names and name not in names):
            continue
        for figure in module.figures():
            print(figure.line(), flush=True)
            missed += not figure.holds
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
