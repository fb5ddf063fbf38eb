"""What devices answer, each protocol by its content; whatever else comes does no harm."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.devices.reading import read, traces

from ricochet.errors import ForeignFile
from ricochet.sources.devices.facts import Marks
from ricochet.sources.devices.replies import take
from ricochet.sources.registers.facts import Origin

SADP = """<?xml version="1.0" encoding="UTF-8"?>\r\n<ProbeMatch><Uuid>1</Uuid><Types>inquiry</Types>
<DeviceDescription>DS-2CD2032-I</DeviceDescription><MAC>44-19-b6-00-00-20</MAC>
<SoftwareVersion>V5.4.0build 160530</SoftwareVersion></ProbeMatch>"""
BODY = json.dumps({
    "mac": "3c:ef:8c:00:00:21",
    "params": {"deviceInfo": {"DeviceType": "DHI-NVR4108", "Vendor": "General", "Version": "4.000.1"}},
})  # fmt: skip
DHIP = b"\x20\x00\x00\x00DHIP" + bytes(24) + BODY.encode()
SCOPES = """<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"
 xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"><e:Body><d:ProbeMatches><d:ProbeMatch>
<d:Scopes>onvif://www.onvif.org/hardware/P3245-V onvif://www.onvif.org/name/AXIS</d:Scopes></d:ProbeMatch>
</d:ProbeMatches></e:Body></e:Envelope>"""
INFO = """<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"
 xmlns:tds="http://www.onvif.org/ver10/device/wsdl"><s:Body><tds:GetDeviceInformationResponse>
<tds:Manufacturer>Lorex</tds:Manufacturer><tds:Model>LNB8005</tds:Model></tds:GetDeviceInformationResponse>
</s:Body></s:Envelope>"""
ISAPI = """HTTP/1.1 200 OK\r\nServer: App-webs/\r\n\r\n<DeviceInfo xmlns="http://www.hikvision.com/ver20/XMLSchema">
<model>DS-7608NI-I2</model><firmwareVersion>V4.1.60</firmwareVersion>
<firmwareReleasedDate>build 230821</firmwareReleasedDate></DeviceInfo>"""
MAGICBOX = "deviceType=IPC-HDW5831R-ZE\r\nupdateSerial=IPC-HDW5830R-Z\r\nprocessor=S3LM\r\n"
SSDP = "HTTP/1.1 200 OK\r\nST: upnp:rootdevice\r\nUSN: uuid:1\r\nSERVER: Linux UPnP/1.0 Huawei-ATP-IGD\r\n\r\n"


@pytest.mark.parametrize(
    ("payload", "protocol", "found"),
    [
        (SADP, "XML", {("sadp", "DS-2CD2032-I"), ("sadp", "44-19-b6-00-00-20"), ("sadp", "V5.4.0build 160530")}),
        (DHIP, "DHIP", {("dhip", "DHI-NVR4108"), ("dhip", "General"), ("dhip", "4.000.1"),
                        ("mac", "3c:ef:8c:00:00:21")}),
        (SCOPES, "XML", {("onvif_scope", f"onvif://www.onvif.org/{p}") for p in ("hardware/P3245-V", "name/AXIS")}),
        (INFO, "XML", {("onvif_info", "Lorex"), ("onvif_info", "LNB8005")}),
        (ISAPI, "HTTP or RTSP", {("http_server", "App-webs/"), ("isapi", "DS-7608NI-I2"), ("isapi", "V4.1.60"),
                                 ("isapi", "build 230821")}),
        (MAGICBOX, "magicBox", {("magicbox", "IPC-HDW5831R-ZE"), ("magicbox", "IPC-HDW5830R-Z")}),
        (SSDP, "SSDP", {("ssdp", "Linux UPnP/1.0 Huawei-ATP-IGD")}),
        ("RTSP/1.0 401 Unauthorized\r\nServer: Dahua Rtsp Server\r\n\r\n", "HTTP or RTSP",
         {("rtsp_server", "Dahua Rtsp Server")}),
    ],
)  # fmt: skip
def test_each_protocol(payload: str | bytes, protocol: str, found: set[tuple[str, str]]) -> None:
    data = payload.encode() if isinstance(payload, str) else payload
    marks = Marks(Origin("user", "reply", "").at(1))
    assert take(marks, data) == protocol
    assert {(trace.kind, trace.value) for trace in marks.traces()} == found
    (device,) = read(data)[0]
    assert set(traces(device)) == found


def test_dhip_whose_quotes_are_not_closed() -> None:
    devices, _, _ = read(DHIP.replace(b'"4.000.1"', b'"4.000.1'))
    assert ("dhip", "DHI-NVR4108") in traces(devices[0])


CHANNELS = """<InputProxyChannelList xmlns="http://www.hikvision.com/ver20/XMLSchema">
<InputProxyChannel><id>1</id><name>Yard</name><sourceInputPortDescriptor><proxyProtocol>HIKVISION</proxyProtocol>
<ipAddress>192.168.254.2</ipAddress><model>DS-2CD2032-I</model></sourceInputPortDescriptor></InputProxyChannel>
<InputProxyChannel><id>2</id><name>Gate</name></InputProxyChannel></InputProxyChannelList>"""


def test_the_cameras_behind_a_recorder() -> None:
    yard, gate = read(CHANNELS, "recorder.xml")[0]
    assert (yard.id, yard.behind, yard.address) == ("recorder.xml channel 1", "recorder.xml", "192.168.254.2")
    assert ("model", "DS-2CD2032-I") in traces(yard)
    assert gate.id == "recorder.xml channel 2"


def test_an_answer_of_another_kind_is_refused() -> None:
    with pytest.raises(ForeignFile, match="no answer of a device"):
        read('<root xmlns="x"><a/></root>')


@given(
    st.sampled_from([b"", b"DHIP", b"\xb3\x00", b"<a>", b"HTTP/1.1 200 OK\r\n\r\n", b"version="]),
    st.binary(max_size=200),
)
def test_whatever_comes_is_taken_or_not(start: bytes, rest: bytes) -> None:
    marks = Marks(Origin("user", "reply", "").at(1))
    take(marks, start + rest)
    assert all(trace.value for trace in marks.traces())
