"""A router on 127.0.0.1 that tells, by UPnP, which ways it lets the internet in.

It is found by its address only: it neither announces itself nor answers searches.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
import re
from typing import Final

from aiohttp import web

HOST: Final = "127.0.0.1"
GATEWAY: Final = "urn:schemas-upnp-org:device:InternetGatewayDevice:1"
_SERVICE: Final = "urn:schemas-upnp-org:service:WANIPConnection:1"
_QUESTION: Final = "GetGenericPortMappingEntry"
_NO_SUCH_INDEX: Final = 713


@dataclass(frozen=True, kw_only=True)
class Mapped:
    """One way in: from the internet's port to a port of a machine at home."""

    external_port: int
    internal_client: str
    internal_port: int
    enabled: bool = True

    @property
    def told(self) -> dict[str, str | int]:
        """Return the names and values of an answer about it."""
        return {
            "NewRemoteHost": "",
            "NewExternalPort": self.external_port,
            "NewProtocol": "TCP",
            "NewInternalPort": self.internal_port,
            "NewInternalClient": self.internal_client,
            "NewEnabled": int(self.enabled),
            "NewPortMappingDescription": "lab",
            "NewLeaseDuration": 0,
        }


# Name, direction, variable and type of everything in question and answer.
_ARGUMENTS: Final = (
    ("NewPortMappingIndex", "in", "PortMappingNumberOfEntries", "ui2"),
    ("NewRemoteHost", "out", "RemoteHost", "string"),
    ("NewExternalPort", "out", "ExternalPort", "ui2"),
    ("NewProtocol", "out", "PortMappingProtocol", "string"),
    ("NewInternalPort", "out", "InternalPort", "ui2"),
    ("NewInternalClient", "out", "InternalClient", "string"),
    ("NewEnabled", "out", "PortMappingEnabled", "boolean"),
    ("NewPortMappingDescription", "out", "PortMappingDescription", "string"),
    ("NewLeaseDuration", "out", "PortMappingLeaseDuration", "ui4"),
)


def _device(kind: str, number: int, inside: str) -> str:
    return (
        f"<device><deviceType>urn:schemas-upnp-org:device:{kind}:1</deviceType>"
        "<friendlyName>Lab router</friendlyName><manufacturer>Lab</manufacturer>"
        f"<modelName>Router</modelName><UDN>uuid:lab-router-{number}</UDN>{inside}</device>"
    )


def _description() -> str:
    service = (
        f"<serviceList><service><serviceType>{_SERVICE}</serviceType>"
        "<serviceId>urn:upnp-org:serviceId:WANIPConn1</serviceId>"
        "<SCPDURL>/service.xml</SCPDURL><controlURL>/control</controlURL>"
        "<eventSubURL>/events</eventSubURL></service></serviceList>"
    )
    device = _device("WANConnectionDevice", 3, service)
    for number, kind in ((2, "WANDevice"), (1, "InternetGatewayDevice")):
        device = _device(kind, number, f"<deviceList>{device}</deviceList>")
    return f'<root xmlns="urn:schemas-upnp-org:device-1-0">{device}</root>'


def _service() -> str:
    arguments = "".join(
        f"<argument><name>{name}</name><direction>{direction}</direction>"
        f"<relatedStateVariable>{variable}</relatedStateVariable></argument>"
        for name, direction, variable, _ in _ARGUMENTS
    )
    variables = "".join(
        f'<stateVariable sendEvents="no"><name>{variable}</name>'
        f"<dataType>{kind}</dataType></stateVariable>"
        for _, _, variable, kind in _ARGUMENTS
    )
    return (
        '<scpd xmlns="urn:schemas-upnp-org:service-1-0"><actionList><action>'
        f"<name>{_QUESTION}</name><argumentList>{arguments}</argumentList></action></actionList>"
        f"<serviceStateTable>{variables}</serviceStateTable></scpd>"
    )


def _xml(body: str, status: int = 200) -> web.Response:
    return web.Response(
        text=f'<?xml version="1.0"?>{body}', content_type="text/xml", status=status
    )


def _soap(body: str, status: int = 200) -> web.Response:
    envelope = "http://schemas.xmlsoap.org/soap/envelope/"
    return _xml(
        f'<s:Envelope xmlns:s="{envelope}"><s:Body>{body}</s:Body></s:Envelope>', status
    )


def _fault(code: int) -> web.Response:
    return _soap(
        "<s:Fault><faultcode>s:Client</faultcode><faultstring>UPnPError</faultstring><detail>"
        f'<UPnPError xmlns="urn:schemas-upnp-org:control-1-0"><errorCode>{code}</errorCode>'
        "<errorDescription>No</errorDescription></UPnPError></detail></s:Fault>",
        status=500,
    )


@asynccontextmanager
async def lab_router(mapped: Sequence[Mapped]) -> AsyncIterator[str]:
    """Run a router with these ways in; yield where it describes itself."""

    async def describe(_request: web.Request) -> web.Response:
        return _xml(_description())

    async def describe_service(_request: web.Request) -> web.Response:
        return _xml(_service())

    async def answer(request: web.Request) -> web.Response:
        if request.headers.get("SOAPAction") != f'"{_SERVICE}#{_QUESTION}"':
            raise web.HTTPBadRequest
        found = re.search(r"<NewPortMappingIndex>(\d+)<", await request.text())
        if found is None or int(found[1]) >= len(mapped):
            return _fault(_NO_SUCH_INDEX)
        values = "".join(
            f"<{name}>{value}</{name}>"
            for name, value in mapped[int(found[1])].told.items()
        )
        return _soap(
            f'<u:{_QUESTION}Response xmlns:u="{_SERVICE}">{values}</u:{_QUESTION}Response>'
        )

    application = web.Application()
    application.router.add_get("/device.xml", describe)
    application.router.add_get("/service.xml", describe_service)
    application.router.add_post("/control", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    try:
        site = web.TCPSite(runner, HOST, 0)
        await site.start()
        yield f"http://{HOST}:{runner.addresses[0][1]}/device.xml"
    finally:
        await runner.cleanup()
