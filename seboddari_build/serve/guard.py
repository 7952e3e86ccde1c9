"""Who is answered: this machine's own browser, looking at our own pages."""

from tornado.web import HTTPError, RequestHandler

#: The only address that listens.
ADDRESS = "127.0.0.1"
#: The most bytes of a body, of a message on the socket, of an address and of all headers.
LIMIT = 16 * 1024


class Local(RequestHandler):
    """Answers no request that another site or another name may have led here; every way in passes ``prepare``."""

    def prepare(self) -> None:
        """Refuse what no browser sends that was told our address.

        400: an address for a proxy, a name that is missing or comes twice. 403: another name (DNS rebinding), or a
        page of another site that takes in ours. 414 and 431: too long.
        """
        request = self.request
        hosts = request.headers.get_list("Host")
        if len(request.uri or "") > LIMIT:
            raise HTTPError(414)
        if sum(len(name) + len(value) for name, value in request.headers.get_all()) > LIMIT:
            raise HTTPError(431)
        if len(hosts) != 1:
            raise HTTPError(400)
        if hosts[0].lower() not in self.settings["hosts"] or self._taken_in():
            raise HTTPError(403)
        if not (request.uri or "").startswith("/"):
            raise HTTPError(400)

    def _taken_in(self) -> bool:
        """Whether another site's page asks, for more than to be left for us."""
        headers = self.request.headers
        own = headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")
        return not own and headers.get("Sec-Fetch-Dest") != "document"

    def set_default_headers(self) -> None:
        """Nothing is kept, nothing is lent to other sites."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Security-Policy", "frame-ancestors 'none'")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("X-Content-Type-Options", "nosniff")

    def own_origin(self) -> str:
        """The origin of the pages at the address that was asked for."""
        return f"http://{self.request.host}"


def names(port: int) -> frozenset[str]:
    """The names by which this machine may call the preview at ``port``."""
    return frozenset(f"{name}{end}" for name in ("localhost", ADDRESS) for end in ("", f":{port}"))
