"""A virtual camera of PyPI's `ipycam` at an address of its own, run by a Python that has it."""

import sys
import time

from ipycam import CameraConfig, IPCamera  # type: ignore[import-not-found]


def main() -> None:
    address, manufacturer, model = sys.argv[1:]
    IPCamera(CameraConfig(local_ip=address, manufacturer=manufacturer, model=model)).start()
    print("ready", flush=True)  # noqa: T201 - the test waits for it
    time.sleep(600)


if __name__ == "__main__":
    main()
