"""The cameras' RTSP servers: for those with a login, for those without, and for encrypted ones."""

# GStreamer's bindings are untyped.
# mypy: ignore-errors

from collections.abc import Iterable
from pathlib import Path
import threading
import time

import gi

gi.require_version("Gst", "1.0")
gi.require_version("Gio", "2.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import Gio, GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

from lab.cameras.pipeline import Spoiler, describe, halved, plays, scaled  # noqa: E402
from lab.cameras.state import DRIP_SECONDS, DROP_SECONDS, CameraState, until_next_frame  # noqa: E402
from lab.pattern import frame_at  # noqa: E402

REALM = "lab"


class Pusher(threading.Thread):
    """Pushes live frames until its media is gone."""

    def __init__(self, pipeline: Gst.Element, state: CameraState) -> None:
        """Say where to push what."""
        super().__init__(daemon=True, name=f"push {state.camera.key}")
        self._source = pipeline.get_by_name("video")
        self._size = pipeline.get_by_name("size")
        self._small = False
        self._state = state
        self._pushed_at = 0.0
        self._due = -1
        self._gone = threading.Event()

    def stop(self) -> None:
        """End with the next frame."""
        self._gone.set()

    def run(self) -> None:
        """Push what the camera sees, at its pace."""
        while not self._gone.wait(until_next_frame(time.time())):
            if not (plays(self._source) and self._is_due()):
                continue
            self._resize()
            _, picture = self._state.frame()
            buffer = Gst.Buffer.new_wrapped(picture)
            # A flushing source means that the client vanished in this very moment.
            if self._source.emit("push-buffer", buffer) != Gst.FlowReturn.OK:
                return
            self._pushed_at = time.monotonic()

    def _is_due(self) -> bool:
        """Return whether a frame is sent now, each once; a camera that is down sends nothing."""
        mode, frame = self._state.mode, frame_at(time.time())
        if mode == "down" or frame % self._state.camera.stream.step:
            return False
        if frame == self._due:
            return False
        self._due = frame
        return mode != "drip" or time.monotonic() - self._pushed_at >= DRIP_SECONDS

    def _resize(self) -> None:
        small = self._state.mode == "small"
        if small is not self._small:
            self._small = small
            size = self._state.camera.stream.size
            caps = scaled(halved(size) if small else size)
            self._size.set_property("caps", Gst.Caps.from_string(caps))


class MediaFactory(GstRtspServer.RTSPMediaFactory):
    """Makes a pipeline for every client, which ends with it.

    A shared one has the streams that its first client asked for: whoever comes later and wants the
    sound as well gets an error, or waits for ever.
    """

    def __init__(self, state: CameraState) -> None:
        """Let in whoever has this camera's login."""
        super().__init__()
        self._state = state
        self.set_shared(False)
        self.set_latency(0)
        if role := state.camera.username:
            permissions = GstRtspServer.RTSPPermissions.new()
            permissions.add_role(role)
            permissions.add_permission_for_role(role, "media.factory.access", True)
            permissions.add_permission_for_role(role, "media.factory.construct", True)
            self.set_permissions(permissions)

    def do_create_element(self, _url: GstRtsp.RTSPUrl) -> Gst.Element:
        """Build the pipeline."""
        element = Gst.parse_launch(describe(self._state))
        if source := element.get_by_name("audio"):
            source.get_static_pad("src").add_probe(
                Gst.PadProbeType.QUERY_UPSTREAM, _cannot_seek
            )
        return element

    def do_configure(self, media: GstRtspServer.RTSPMedia) -> None:
        """Feed a pipeline that was just built, for as long as it is in use."""
        GstRtspServer.RTSPMediaFactory.do_configure(self, media)
        pusher = Pusher(media.get_element(), self._state)
        Spoiler(media.get_element(), self._state)
        self._state.count("rtsp_media_open", 1)

        def gone(_media: GstRtspServer.RTSPMedia) -> None:
            pusher.stop()
            self._state.count("rtsp_media_open", -1)

        media.connect("unprepared", gone)
        pusher.start()


def _cannot_seek(_pad: Gst.Pad, info: Gst.PadProbeInfo) -> Gst.PadProbeReturn:
    # The tone generator says that it can seek and the live video cannot; without this, PLAY is
    # answered with 503 to every client that sends a Range.
    seeking = info.get_query().type == Gst.QueryType.SEEKING
    return Gst.PadProbeReturn.DROP if seeking else Gst.PadProbeReturn.OK


class Clients:
    """Counts who plays which camera, throws them out on command, and clears up after them."""

    def __init__(self, states: dict[str, CameraState]) -> None:
        """Know the cameras that can be played."""
        self._states = states
        self._playing: dict[tuple[str, GstRtspServer.RTSPClient], float] = {}

    def connected(
        self, _server: GstRtspServer.RTSPServer, client: GstRtspServer.RTSPClient
    ) -> None:
        """Follow a new client until its connection closes."""
        playing: set[str] = set()

        def play(
            _client: GstRtspServer.RTSPClient, context: GstRtspServer.RTSPContext
        ) -> None:
            key = context.uri.abspath.strip("/").split("/")[0]
            if (state := self._states.get(key)) is None:
                return
            state.count("rtsp_plays", 1)
            if key not in playing:
                playing.add(key)
                self._playing[key, client] = time.monotonic()
                state.count("rtsp_clients", 1)

        def stopped(*_args: object) -> None:
            while playing:
                key = playing.pop()
                self._playing.pop((key, client), None)
                self._states[key].count("rtsp_clients", -1)

        def closed(_client: GstRtspServer.RTSPClient) -> None:
            stopped()
            # Without this the session, and with it the encoder, lives on until it times out.
            client.session_filter(lambda *_args: GstRtspServer.RTSPFilterResult.REMOVE)

        client.connect("play-request", play)
        client.connect("teardown-request", stopped)
        client.connect("closed", closed)

    def throw_out(self) -> None:
        """Close the connections of those who have seen enough of a camera that drops its viewers."""
        now = time.monotonic()
        for (key, client), began in list(self._playing.items()):
            mode = self._states[key].mode
            if mode == "locked" or (mode == "drop" and now - began >= DROP_SECONDS):
                client.close()


class _Door:
    """Lets a camera in and out of the list of those who may log in."""

    def __init__(self, auth: GstRtspServer.RTSPAuth, state: CameraState) -> None:
        self._auth, self._camera = auth, state.camera
        self._open = False
        self.turned("ok")
        state.listen(self.turned)

    def turned(self, mode: str) -> None:
        """Let the camera's user in, or not while the camera is locked."""
        user, is_open = self._camera.username, mode != "locked"
        if is_open and not self._open:
            token = GstRtspServer.RTSPToken.new()
            token.set_string("media.factory.role", user)
            self._auth.add_digest(user, self._camera.password, token)
        elif self._open and not is_open:
            self._auth.remove_digest(user)
        self._open = is_open


def serve(
    host: str, port: int, states: Iterable[CameraState], certificate: Path | None = None
) -> tuple[GstRtspServer.RTSPServer, int]:
    """Attach a server to the default main loop; return it and its port. Raises OSError if taken.

    The cameras have all of them a login, or none of them. With a certificate it is encrypted.
    """
    playable = {state.camera.key: state for state in states}
    server = GstRtspServer.RTSPServer.new()
    server.set_address(host)
    server.set_service(str(port))
    auth = GstRtspServer.RTSPAuth.new()
    auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
    auth.set_realm(REALM)
    if certificate is not None:
        auth.set_tls_certificate(Gio.TlsCertificate.new_from_file(str(certificate)))
    for key, state in playable.items():
        server.get_mount_points().add_factory(f"/{key}", MediaFactory(state))
        if state.camera.username:
            _Door(auth, state)
            server.set_auth(auth)
    clients = Clients(playable)
    server.connect("client-connected", clients.connected)
    if not server.attach(None):
        raise OSError(f"port {port} is taken")

    def clean_up() -> bool:
        server.get_session_pool().cleanup()
        return True

    def throw_out() -> bool:
        clients.throw_out()
        return True

    GLib.timeout_add_seconds(5, clean_up)
    GLib.timeout_add(200, throw_out)
    return server, server.get_bound_port()
