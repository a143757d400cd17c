"""The cameras' RTSP server: H.264 with each camera's own sound, digest login per camera."""

# GStreamer's bindings are untyped.
# mypy: ignore-errors

from collections.abc import Iterable
import threading
import time

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

from lab.cameras.state import RAW, CameraState, until_next_frame  # noqa: E402
from lab.pattern import FPS  # noqa: E402

REALM = "lab"
VIDEO = (
    f"appsrc name=video is-live=true do-timestamp=true format=time max-buffers=4 leaky-type=downstream caps={RAW} "
    f"! x264enc tune=zerolatency speed-preset=ultrafast threads=1 bitrate=1200 key-int-max={FPS} "
    "! video/x-h264,profile=constrained-baseline ! h264parse config-interval=-1 "
    "! rtph264pay name=pay0 pt=96 config-interval=-1 "
)
AUDIO = {
    "aac": "samplesperbuffer=1024 ! audio/x-raw,rate=44100,channels=1 ! avenc_aac bitrate=64000 ! aacparse ! rtpmp4gpay name=pay1 pt=97",
    # The video waits for the sound: packets as short as real cameras send them keep it fluent.
    "pcma": "samplesperbuffer=160 ! audio/x-raw,rate=8000,channels=1 ! alawenc ! rtppcmapay name=pay1 pt=8",
}


class Pusher(threading.Thread):
    """Pushes live frames until its media is gone."""

    def __init__(self, source: Gst.Element, state: CameraState) -> None:
        """Say where to push what."""
        super().__init__(daemon=True, name=f"push {state.camera.key}")
        self._source, self._state = source, state
        self._gone = threading.Event()

    def stop(self) -> None:
        """End with the next frame."""
        self._gone.set()

    def run(self) -> None:
        """Push what the camera sees, at its pace; a camera that is down sends nothing."""
        while not self._gone.wait(until_next_frame(time.time())):
            if self._state.mode == "down":
                continue
            _, picture = self._state.frame()
            buffer = Gst.Buffer.new_wrapped(picture)
            # A flushing source means that the client vanished in this very moment.
            if self._source.emit("push-buffer", buffer) != Gst.FlowReturn.OK:
                return


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
        permissions = GstRtspServer.RTSPPermissions.new()
        role = state.camera.username
        permissions.add_role(role)
        permissions.add_permission_for_role(role, "media.factory.access", True)
        permissions.add_permission_for_role(role, "media.factory.construct", True)
        self.set_permissions(permissions)

    def do_create_element(self, _url: GstRtsp.RTSPUrl) -> Gst.Element:
        """Build the pipeline."""
        camera = self._state.camera
        sound = ""
        if camera.audio:
            sound = f"audiotestsrc name=audio is-live=true wave=sine freq={camera.tone} volume=0.3 {AUDIO[camera.audio]}"
        element = Gst.parse_launch(f"( {VIDEO} {sound} )")
        if source := element.get_by_name("audio"):
            source.get_static_pad("src").add_probe(
                Gst.PadProbeType.QUERY_UPSTREAM, _cannot_seek
            )
        return element

    def do_configure(self, media: GstRtspServer.RTSPMedia) -> None:
        """Feed a pipeline that was just built, for as long as it is in use."""
        GstRtspServer.RTSPMediaFactory.do_configure(self, media)
        pusher = Pusher(media.get_element().get_by_name("video"), self._state)
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
    """Counts who plays which camera, and clears up after those who vanish."""

    def __init__(self, states: dict[str, CameraState]) -> None:
        """Know the cameras that can be played."""
        self._states = states

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
                state.count("rtsp_clients", 1)

        def stopped(*_args: object) -> None:
            while playing:
                self._states[playing.pop()].count("rtsp_clients", -1)

        def closed(_client: GstRtspServer.RTSPClient) -> None:
            stopped()
            # Without this the session, and with it the encoder, lives on until it times out.
            client.session_filter(lambda *_args: GstRtspServer.RTSPFilterResult.REMOVE)

        client.connect("play-request", play)
        client.connect("teardown-request", stopped)
        client.connect("closed", closed)


def serve(
    host: str, port: int, states: Iterable[CameraState]
) -> tuple[GstRtspServer.RTSPServer, int]:
    """Attach a server to the default main loop; return it and its port. Raises OSError if taken."""
    playable = {state.camera.key: state for state in states if state.camera.audio}
    server = GstRtspServer.RTSPServer.new()
    server.set_address(host)
    server.set_service(str(port))
    auth = GstRtspServer.RTSPAuth.new()
    auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
    auth.set_realm(REALM)
    for key, state in playable.items():
        server.get_mount_points().add_factory(f"/{key}", MediaFactory(state))
        token = GstRtspServer.RTSPToken.new()
        token.set_string("media.factory.role", state.camera.username)
        auth.add_digest(state.camera.username, state.camera.password, token)
    server.set_auth(auth)
    server.connect("client-connected", Clients(playable).connected)
    if not server.attach(None):
        raise OSError(f"port {port} is taken")

    def clean_up() -> bool:
        server.get_session_pool().cleanup()
        return True

    GLib.timeout_add_seconds(5, clean_up)
    return server, server.get_bound_port()
