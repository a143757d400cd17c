"""One camera's ONVIF device (Profile S): WS-Security login, one profile, RTSP and stills behind it."""

# The system's Python may be too old to know `override`.
# mypy: disable-error-code="explicit-override"

import base64
import binascii
from collections.abc import Callable, Mapping
import hashlib
import hmac
from http import HTTPStatus
import re
import time
from typing import ClassVar

from lab.cameras.http import Handler
from lab.cameras.state import CameraState
from lab.pattern import FPS

_ENVELOPE = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"'
    ' xmlns:tds="http://www.onvif.org/ver10/device/wsdl"'
    ' xmlns:trt="http://www.onvif.org/ver10/media/wsdl"'
    ' xmlns:tt="http://www.onvif.org/ver10/schema"'
    ' xmlns:ter="http://www.onvif.org/ver10/error"><s:Body>{}</s:Body></s:Envelope>'
)
_MULTICAST = (
    "<tt:Multicast><tt:Address><tt:Type>IPv4</tt:Type><tt:IPv4Address>0.0.0.0</tt:IPv4Address></tt:Address>"
    "<tt:Port>0</tt:Port><tt:TTL>0</tt:TTL><tt:AutoStart>false</tt:AutoStart></tt:Multicast>"
    "<tt:SessionTimeout>PT60S</tt:SessionTimeout>"
)
_SERVICES = ("device", "media")
# What a client may ask before it says who it is.
_OPEN = frozenset({"GetSystemDateAndTime", "GetCapabilities", "GetServices"})
_ACTION = re.compile(r"<(?:[\w-]+:)?Body[^>]*>\s*<(?:[\w-]+:)?(\w+)")


def _text(body: str, name: str) -> str:
    found = re.search(rf"<(?:[\w-]+:)?{name}\b[^>]*>([^<]*)<", body)
    return found.group(1) if found else ""


def _response(service: str, action: str, content: str) -> str:
    return f"<{service}:{action}Response>{content}</{service}:{action}Response>"


class OnvifHandler(Handler):
    """Answers what Home Assistant asks of a camera; `states` holds the one that this port is for."""

    stream_uri: ClassVar[str] = ""
    still_uri: ClassVar[str] = ""

    @property
    def _state(self) -> CameraState:
        return next(iter(self.states.values()))

    def do_POST(self) -> None:  # noqa: N802 (the name is given)
        """Answer a SOAP request."""
        body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        found = _ACTION.search(body)
        action = found.group(1) if found else ""
        if action not in _OPEN and not self._may_enter(body):
            fault = _fault("Sender", "NotAuthorized", "Sender not Authorized")
            self._say(HTTPStatus.BAD_REQUEST, fault)
        elif answer := _ANSWERS.get(action):
            self._say(HTTPStatus.OK, answer(self))
        else:
            fault = _fault("Receiver", "ActionNotSupported", "not implemented")
            self._say(HTTPStatus.INTERNAL_SERVER_ERROR, fault)

    def _say(self, status: HTTPStatus, content: str) -> None:
        body = _ENVELOPE.format(content).encode()
        self.answer(status, body, "application/soap+xml; charset=utf-8")

    def _may_enter(self, body: str) -> bool:
        camera = self._state.camera
        if not camera.username:
            return True
        try:
            nonce = base64.b64decode(_text(body, "Nonce"))
        except binascii.Error:
            return False
        created = _text(body, "Created").encode()
        # SHA-1 is what ONVIF demands.
        digest = hashlib.sha1(nonce + created + camera.password.encode()).digest()  # noqa: S324
        return (
            self._state.mode != "locked"
            and _text(body, "Username") == camera.username
            and hmac.compare_digest(
                _text(body, "Password"), base64.b64encode(digest).decode()
            )
        )

    def _address(self, service: str) -> str:
        host, port = self.connection.getsockname()
        return f"http://{host}:{port}/onvif/{service}_service"

    def clock(self) -> str:
        """Say what time it is."""
        now = time.gmtime()
        return _response(
            "tds",
            "GetSystemDateAndTime",
            "<tds:SystemDateAndTime><tt:DateTimeType>NTP</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings>"
            "<tt:TimeZone><tt:TZ>UTC0</tt:TZ></tt:TimeZone><tt:UTCDateTime>"
            f"<tt:Time><tt:Hour>{now.tm_hour}</tt:Hour><tt:Minute>{now.tm_min}</tt:Minute><tt:Second>{now.tm_sec}</tt:Second></tt:Time>"
            f"<tt:Date><tt:Year>{now.tm_year}</tt:Year><tt:Month>{now.tm_mon}</tt:Month><tt:Day>{now.tm_mday}</tt:Day></tt:Date>"
            "</tt:UTCDateTime></tds:SystemDateAndTime>",
        )

    def about(self) -> str:
        """Say who made it."""
        camera = self._state.camera
        return _response(
            "tds",
            "GetDeviceInformation",
            "<tds:Manufacturer>Lens Cap lab</tds:Manufacturer><tds:Model>LC-1</tds:Model>"
            f"<tds:FirmwareVersion>1.0</tds:FirmwareVersion><tds:SerialNumber>LAB-{camera.number:04}</tds:SerialNumber>"
            "<tds:HardwareId>1</tds:HardwareId>",
        )

    def network(self) -> str:
        """Say its address on the wire."""
        return _response(
            "tds",
            "GetNetworkInterfaces",
            '<tds:NetworkInterfaces token="eth0"><tt:Enabled>true</tt:Enabled><tt:Info><tt:Name>eth0</tt:Name>'
            f"<tt:HwAddress>02:00:00:00:00:{self._state.camera.number:02x}</tt:HwAddress><tt:MTU>1500</tt:MTU></tt:Info>"
            "</tds:NetworkInterfaces>",
        )

    def capabilities(self) -> str:
        """Say what it can do."""
        return _response(
            "tds",
            "GetCapabilities",
            f"<tds:Capabilities><tt:Device><tt:XAddr>{self._address('device')}</tt:XAddr></tt:Device>"
            f"<tt:Media><tt:XAddr>{self._address('media')}</tt:XAddr><tt:StreamingCapabilities><tt:RTPMulticast>false</tt:RTPMulticast>"
            "<tt:RTP_TCP>true</tt:RTP_TCP><tt:RTP_RTSP_TCP>true</tt:RTP_RTSP_TCP></tt:StreamingCapabilities></tt:Media></tds:Capabilities>",
        )

    def services(self) -> str:
        """Say where its services are."""
        services = (
            f"<tds:Service><tds:Namespace>http://www.onvif.org/ver10/{name}/wsdl</tds:Namespace>"
            f"<tds:XAddr>{self._address(name)}</tds:XAddr>"
            "<tds:Version><tt:Major>2</tt:Major><tt:Minor>40</tt:Minor></tds:Version></tds:Service>"
            for name in _SERVICES
        )
        return _response("tds", "GetServices", "".join(services))

    def media_capabilities(self) -> str:
        """Say what its media service can do."""
        return _response(
            "trt",
            "GetServiceCapabilities",
            '<trt:Capabilities SnapshotUri="true" Rotation="false" VideoSourceMode="false" OSD="false">'
            '<trt:ProfileCapabilities MaximumNumberOfProfiles="1"/>'
            '<trt:StreamingCapabilities RTPMulticast="false" RTP_TCP="true" RTP_RTSP_TCP="true"/></trt:Capabilities>',
        )

    def profiles(self) -> str:
        """Say its only profile."""
        stream = self._state.camera.stream
        width, height = stream.size if stream else self._state.camera.still
        return _response(
            "trt",
            "GetProfiles",
            '<trt:Profiles token="main" fixed="true"><tt:Name>main</tt:Name>'
            '<tt:VideoSourceConfiguration token="source"><tt:Name>source</tt:Name><tt:UseCount>1</tt:UseCount>'
            f'<tt:SourceToken>source</tt:SourceToken><tt:Bounds x="0" y="0" width="{width}" height="{height}"/></tt:VideoSourceConfiguration>'
            '<tt:VideoEncoderConfiguration token="encoder"><tt:Name>encoder</tt:Name><tt:UseCount>1</tt:UseCount>'
            f"<tt:Encoding>H264</tt:Encoding><tt:Resolution><tt:Width>{width}</tt:Width><tt:Height>{height}</tt:Height></tt:Resolution>"
            f"<tt:Quality>5</tt:Quality><tt:RateControl><tt:FrameRateLimit>{FPS}</tt:FrameRateLimit>"
            "<tt:EncodingInterval>1</tt:EncodingInterval><tt:BitrateLimit>1200</tt:BitrateLimit></tt:RateControl>"
            f"<tt:H264><tt:GovLength>{FPS}</tt:GovLength><tt:H264Profile>Baseline</tt:H264Profile></tt:H264>{_MULTICAST}"
            "</tt:VideoEncoderConfiguration></trt:Profiles>",
        )

    def stream(self) -> str:
        """Say where its stream is."""
        return _uri("GetStreamUri", self.stream_uri)

    def still(self) -> str:
        """Say where its stills are."""
        return _uri("GetSnapshotUri", self.still_uri)


def _uri(action: str, uri: str) -> str:
    return _response(
        "trt",
        action,
        f"<trt:MediaUri><tt:Uri>{uri}</tt:Uri><tt:InvalidAfterConnect>false</tt:InvalidAfterConnect>"
        "<tt:InvalidAfterReboot>false</tt:InvalidAfterReboot><tt:Timeout>PT0S</tt:Timeout></trt:MediaUri>",
    )


def _fault(code: str, kind: str, text: str) -> str:
    return (
        f"<s:Fault><s:Code><s:Value>s:{code}</s:Value><s:Subcode><s:Value>ter:{kind}</s:Value></s:Subcode></s:Code>"
        f'<s:Reason><s:Text xml:lang="en">{text}</s:Text></s:Reason></s:Fault>'
    )


_ANSWERS: Mapping[str, Callable[[OnvifHandler], str]] = {
    "GetSystemDateAndTime": OnvifHandler.clock,
    "GetDeviceInformation": OnvifHandler.about,
    "GetNetworkInterfaces": OnvifHandler.network,
    "GetCapabilities": OnvifHandler.capabilities,
    "GetServices": OnvifHandler.services,
    "GetServiceCapabilities": OnvifHandler.media_capabilities,
    "GetProfiles": OnvifHandler.profiles,
    "GetStreamUri": OnvifHandler.stream,
    "GetSnapshotUri": OnvifHandler.still,
}
