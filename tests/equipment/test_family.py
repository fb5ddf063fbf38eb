"""Which models an advisory's family takes in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.equipment.family import member


@pytest.mark.parametrize(
    ("model", "family", "belongs"),
    [
        ("DS-2CD2532F-IWS", "DS-2CD2xx2F-I Series", "yes"),
        ("DS-2CD2142FWD-I", "DS-2CD2xx2F-I Series", "no"),
        ("DS-2CD2142FWD-I", "DS-2CD2xx2FWD Series", "yes"),
        ("DS-2CD4126FWD-IZ", "DS- 2CD4x2xFWD Series", "yes"),
        ("DS-2DF8223I-AEL", "DS-2DFx Series", "yes"),
        ("DS-7604NXI-I1/S", "DS-76xxNXI-Ix/S", "yes"),
        ("DS-7604NXI-I1", "DS-76xxNXI-Ix/S", "no"),
        ("DS-7616NI-M2", "ds-76xxni-mx", "yes"),
        ("DS-7616NXI-I2", "ds-76xxni-mx", "no"),
        ("DS-7604NI-K1/4P(B)", "DS-7604NI-K1 / 4P(B)", "yes"),
        ("DS-7604NI-K1/4P", "DS-7604NI-K1 / 4P(B)", "maybe"),
        ("DS-K1T804AMF", "DS-K1T804AXX", "yes"),
        ("DS-K1T341CMF", "DS-K1T341C", "maybe"),
        ("DS-KH6320-WTE1", "DS-KH63 Series", "yes"),
        ("IPC-HDBW2431R-ZS", "Dahua IPC-HX2XXX", "yes"),
        ("DH-IPC-HFW4431R-Z", "IPC-HX2XXX", "no"),
        ("DHI-NVR4108HS-8P-4KS2", "NVR4XXX", "yes"),
        ("NVR5216", "NVR4XXX", "no"),
        ("XVR5108HS", "XVR5xxx", "yes"),
        ("TPC-PT8621B", "TPC-PT8X21B", "yes"),
        ("SD6C430U-HNI", "DH-SD6CXX", "yes"),
        ("IPC322LB-SF28-A", "Uniview IP Camera IPC322LB-SF28-A", "yes"),
        ("IPC-HFW5831E", "ip_camera", "maybe"),
        ("IPC-HFW5831E", "dvr", "no"),
        ("NVR5216", "ip_camera", "no"),
        ("NVR5216", "Digital Video Recorders and IP Cameras", "maybe"),
        ("M2140", "Some ZTE Mobile Phones", "maybe"),
        ("DS-2CD2032-I", "HikCentral Professional", "no"),
        ("DS-2CD2032-I", "ivms-4200", "no"),
        ("DS-7608NXI-K1/8P", "DS-76xxNXI-K1(/xP)", "yes"),
        ("DS-7608NXI-K1", "DS-76xxNXI-K1(/xP)", "yes"),
        ("DS-7616NXI-K2/16P(D)", "DS-76xxNXI-Kx(/xP)  including(D)、(E)、(B)", "yes"),
        ("DS-7108NI-G1/8P/M", "DS-710xNI-G1/(xP)/M", "yes"),
        ("DS-7108NI-Q1/8P", "DS-71xxNI-Q1(/xP)/M", "no"),
        ("iDS-7208HQHI-M1/S(C)", "iDS-72XXHQH-M(C)", "maybe"),
        ("DS-7216HUHI-K2(S)", "DS-72XXHGH-K(S)", "no"),
        ("DS-9664NI-I8", "DS-96xxxNI-Ix", "maybe"),
        ("IPC-HFW2431S-S", "IPC-2XXX", "yes"),
        ("IPC-HFW1230S", "IPC-2XXX", "no"),
        ("XVR5108HS-I2", "XVRXXXX-I2", "maybe"),
        ("NVR5216-16P-I/L", "NVR5XXX-I/L", "maybe"),
    ],
)
def test_membership(model: str, family: str, belongs: str) -> None:
    assert member(model, family) == belongs


@given(st.from_regex(r"\A[A-Z]{2}-[0-9][A-Z0-9]{3,8}\Z"))
def test_a_model_is_of_its_own_family(model: str) -> None:
    assert member(model, model) == "yes"


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_text_breaks_it(model: str, family: str) -> None:
    assert member(model, family) in {"yes", "maybe", "no"}
