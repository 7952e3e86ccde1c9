"""The container of an EPUB: a ZIP file whose bytes depend on nothing but its content."""

import io
import zipfile
from collections.abc import Mapping

#: Where everything of the book stands within the container.
FOLDER = "EPUB"
PACKAGE = f"{FOLDER}/package.opf"
TYPE = b"application/epub+zip"
_CONTAINER = f"""<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="{PACKAGE}" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""


def contained(package: bytes, files: Mapping[str, bytes], date: str) -> bytes:
    """The EPUB of a package document and the ``files`` beside it; ``date`` (ISO) stands at each of them."""
    year, month, day = (int(part) for part in date.split("-"))
    own = {f"{FOLDER}/{name}": data for name, data in files.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in (
            ("mimetype", TYPE),  # first and as it is: readers look for it at a fixed place
            ("META-INF/container.xml", _CONTAINER.encode()),
            (PACKAGE, package),
            *sorted(own.items()),
        ):
            entry = zipfile.ZipInfo(name, (max(year, 1980), month, day, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=9)
    return out.getvalue()
