"""The process that compiles one document: an order on stdin, the PDF or PNG on stdout.

Run by pdf.py as a file, isolated (`python -I`), without Django.
"""

import base64
import json
import resource
import sys
import tempfile
from pathlib import Path


def main() -> None:
    order = json.load(sys.stdin.buffer)
    resource.setrlimit(resource.RLIMIT_CPU, (order["seconds"], order["seconds"] + 1))
    resource.setrlimit(resource.RLIMIT_AS, (order["memory"], order["memory"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    import typst  # after the limits, so that they hold for it too

    with tempfile.TemporaryDirectory(prefix="typst-") as folder:
        root = Path(folder).resolve()
        for name, content in order["files"].items():
            path = (root / name).resolve()
            if not path.is_relative_to(root):
                sys.exit(f"a file outside of the document's folder: {name}")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(base64.b64decode(content))
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[order["fonts"]],
        )
        try:
            made = typst.compile(
                root / "main.typ",
                root=root,
                font_paths=fonts,
                sys_inputs={"data": order["data"]},
                **order["output"],
                # No packages: these folders are empty and the templates import none.
                package_path=root / "packages",
                package_cache_path=root / "packages",
            )
        except typst.TypstError as fault:
            sys.exit(str(fault))
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
